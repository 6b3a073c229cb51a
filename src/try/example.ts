import type { Severity } from '../domain/severity.ts';
import { type Duration, duration, type Instant } from '../domain/time.ts';

/** Something that monitors, programs and people cause, to see what Quell makes of it: a row of "Try it", and a word of `quell send`. */
export interface Example {
  /** As `quell send` calls it. */
  readonly name: string;
  /** How bad it is, or that it is too much to tell one by one. */
  readonly mark: Severity | 'storm';
  readonly title: string;
  /** What it is and where it comes from, in a few words. */
  readonly about: string;
  /** What its steps count. */
  readonly unit: 'alert' | 'event' | 'change';
  /** After so much time it is over by itself; without it, when its ends are sent. */
  readonly lasts?: Duration;
  /** What is sent, in its order, when it begins at this time. */
  steps(begin: Instant): readonly Step[];
  /** What ends the first so many steps of one that began then. */
  ends(sent: number, begin: Instant): readonly Making[];
}

/** One request, and when it is sent. */
export interface Step {
  /** Counted from the beginning. */
  readonly after: Duration;
  /** How many of the example's unit it tells. */
  readonly count: number;
  readonly make: Making;
}

/** Makes what is sent at this time. */
export type Making = (now: Instant) => Post;

/** What one of Quell's doors is told. */
export type Post =
  /** A body of a source, as its vendor sends it. */
  | { readonly kind: 'alerts'; readonly as: string; readonly payload: unknown }
  /** A pipeline: the project with this error was deployed. */
  | { readonly kind: 'deploy'; readonly error: string; readonly release: string }
  /** A person: this error is resolved. */
  | { readonly kind: 'resolve-error'; readonly error: string };

/** A step that waits for nothing but the one before it. */
export function atOnce(make: Making): Step {
  return { after: duration(0), count: 0, make };
}

/** How many steps tell, all together. */
export function countOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { count }) => sum + count, 0);
}

/** An RFC 3339 time, as most senders write it. */
export function timeText(at: Instant): string {
  return new Date(at).toISOString();
}
