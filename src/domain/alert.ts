import type { Labels } from './labels.ts';
import type { Severity } from './severity.ts';
import type { Duration, Instant } from './time.ts';

/** What identifies an alert over time: the sender's dedup key, or else its labels. Made by `engine/identity.ts`. */
export type AlertKey = string & { readonly __brand: 'AlertKey' };

/** What an alert says. Kept by reference from one re-send to the next, so that stores can see that nothing changed. */
export interface AlertContent {
  /** Canonical: sorted, without empty values. */
  readonly labels: Labels;
  readonly annotations: Labels;
  /** The name of what is wrong, without where. */
  readonly title: string;
  /** One sentence of what exactly, or empty. */
  readonly description: string;
  readonly severity: Severity;
  /** Where it happens, to be counted in the title ("on 9 hosts"); null where the title says it all. */
  readonly host: string | null;
  /** A page about it, http or https. */
  readonly url: string | null;
  /** The source's name. */
  readonly source: string;
}

/** One labelled statement, as a source understood it: a condition holds, or no longer does. */
export interface Alert {
  readonly status: 'firing' | 'resolved';
  readonly content: AlertContent;
  /** Identity that the sender gives; wins over the labels. */
  readonly dedupKey?: string;
  readonly startsAt?: Instant;
  readonly endsAt?: Instant;
  /** How long a firing without an end holds, when nothing more is heard; without it, until `expire_after`. */
  readonly resolveTimeout?: Duration;
}

/** An alert as the store remembers it: one row an identity, with its present firing period and counters. */
export interface TrackedAlert {
  readonly key: AlertKey;
  /** The incident it belongs to, or last belonged to. */
  readonly incident: string;
  readonly status: 'firing' | 'resolved';
  readonly content: AlertContent;
  readonly startsAt: Instant;
  /** When it ends or ended; null: not known. While it fires this is due like a timer. */
  readonly endsAt: Instant | null;
  /** Whether `endsAt` is our guess (a resolve time-out), which any later word of the sender replaces. */
  readonly endsAtIsTimeout: boolean;
  /** Whether some silence matched when it was last looked at. */
  readonly silenced: boolean;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** Every accepted firing, re-sends included. */
  readonly occurrences: number;
  /** How often it began to fire. */
  readonly periods: number;
}
