import type { Actor } from './actor.ts';
import type { ErrorEvent, Level } from './error-event.ts';
import type { Instant } from './time.ts';

/** The grouping's version, a hyphen, and 32 hexadecimal digits made of the project and what makes the errors alike. */
export type ErrorGroupId = string;

/** Where an error belongs, and why. Made by `engine/errors/grouping.ts`. */
export interface Grouping {
  readonly id: ErrorGroupId;
  /** The ids under which earlier versions of the rules know it, the newest first. */
  readonly older: readonly ErrorGroupId[];
  /** What makes it alike with others, as a sentence for people. */
  readonly because: string;
}

/** How many distinct users: exactly up to a bound, then estimated. */
export type Crowd =
  | { readonly kind: 'exact'; readonly keys: readonly string[] }
  /** A HyperLogLog sketch as text. */
  | { readonly kind: 'estimated'; readonly registers: string };

/** Counts over time: of stretches of equal length, the newest last; `from` is the number of the first one since 1970. */
export interface Counts {
  readonly from: number;
  readonly counts: readonly number[];
}

/** A release as something to compare with. */
export interface ReleaseMark {
  readonly version: string;
  readonly firstSeenAt: Instant;
}

/** An error group was resolved: which events bring it back. */
export interface ErrorResolution {
  readonly at: Instant;
  readonly by: Actor;
  /** The project's newest release then that the error has to do with; null: there is none. Events of older ones that were known by then do not bring it back. */
  readonly release: ReleaseMark | null;
  /** Whether only a release after that one brings it back. */
  readonly inNext: boolean;
}

/** Errors that are alike: what they have in common, and how often they came. Counters, no lists of events. */
export interface ErrorGroup {
  readonly id: ErrorGroupId;
  readonly project: string;
  /** Its events count there; null: here. */
  readonly mergedInto: ErrorGroupId | null;
  /** Why it was merged; null where it was not. */
  readonly mergedWhy: 'person' | 'version' | null;
  /** `KeyError: 'user_id'`. */
  readonly title: string;
  /** The type of the exception; empty: a message. */
  readonly type: string;
  /** `checkout/views.py:88 in pay`, or empty. */
  readonly culprit: string;
  /** Of the newest event. */
  readonly level: Level;
  readonly logger: string;
  /** What makes its events alike. */
  readonly because: string;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** Empty where no release is named. */
  readonly firstRelease: string;
  readonly lastRelease: string;
  /** Where it was seen, the first first; at most `ENVIRONMENTS_KEPT`. */
  readonly environments: readonly string[];
  readonly events: number;
  readonly users: Crowd;
  /** Of the last hour, in stretches of six minutes. */
  readonly minutes: Counts;
  /** Of the last two weeks, by the hour. */
  readonly hours: Counts;
  /** How often which value of a tag came: the most frequent ones of the first tags. */
  readonly tags: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly resolved: ErrorResolution | null;
  /** Since when it comes far more often than ever; null: it does not. */
  readonly spikingSince: Instant | null;
  /** The incident that it belongs to, or last belonged to. */
  readonly incident: string | null;
  /** Those that it has on other routes, each until it is known to be over; left out: none. */
  readonly alsoIn?: readonly string[];
  /** Events that are kept for ever. */
  readonly kept: number;
}

/** More environments of one group nobody has. */
export const ENVIRONMENTS_KEPT = 20;

/** Why an event is kept for ever. */
export type Keepsake = 'first' | 'regression' | 'unignored';

/** An event that is kept. A group has so many places: the next event takes that of the oldest. */
export interface ErrorSample {
  readonly group: ErrorGroupId;
  /** 0, 1, …: the newest events, each in turn; -1, -2, …: those that are kept for ever. */
  readonly slot: number;
  readonly keepsake: Keepsake | null;
  readonly receivedAt: Instant;
  readonly event: ErrorEvent;
}

/** A deploy of a release. */
export interface Deploy {
  readonly environment: string;
  readonly at: Instant;
  readonly name: string;
  readonly url: string | null;
}

/** A commit of a release. */
export interface Commit {
  readonly id: string;
  readonly author: string;
  readonly message: string;
  readonly repository: string;
  readonly at: Instant | null;
  /** What it changed, as paths in its repository; at most `FILES_KEPT`. */
  readonly files: readonly string[];
}

/** Bounds of a release's lists. */
export const DEPLOYS_KEPT = 20;
export const COMMITS_KEPT = 50;
export const FILES_KEPT = 50;

/** A version of a project's program. */
export interface Release {
  readonly project: string;
  readonly version: string;
  /** By a deploy, an announcement or an event, whichever came first. */
  readonly firstSeenAt: Instant;
  /** The oldest first. */
  readonly deploys: readonly Deploy[];
  readonly commits: readonly Commit[];
  /** A page about it; null: none. */
  readonly url: string | null;
}

/** What identifies a release. */
export type ReleaseId = Pick<Release, 'project' | 'version'>;

/** One text for each release. */
export function releaseKey({ project, version }: ReleaseId): string {
  return JSON.stringify([project, version]);
}

/** What is shown of an error group: itself, one of its events, and the release in which it came first. */
export interface ErrorStory {
  readonly group: ErrorGroup;
  /** How many error groups people merged into it. */
  readonly took: number;
  /** The newest that is kept; null: none is any more. */
  readonly event: ErrorEvent | null;
  /** Null: it is not known. */
  readonly release: Release | null;
}
