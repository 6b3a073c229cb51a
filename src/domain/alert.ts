import type { ErrorEvent } from './error-event.ts';
import type { Grouping } from './error-group.ts';
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
  /** Of an end that speaks of something bad too: where it ends nothing that is known, it fires rather than be lost. */
  readonly elseFires?: true;
  /** The sender's own idea of what belongs together: one incident a key, whatever the route groups by. */
  readonly incidentKey?: string;
  /** A single event of an error: every one counts, also re-sent ones, unless it has an id that is known. */
  readonly event?: {
    readonly user: string | null;
    /** What an SDK reported, where one did. Recordings leave it out. */
    readonly error?: ErrorEvent;
    /** Which group it belongs to; `flow/ingest.ts` adds it to those that have an error. */
    readonly grouping?: Grouping;
  };
  /** How long a firing without an end holds, when nothing more is heard; without it, until `expire_after`. */
  readonly resolveTimeout?: Duration;
}

/** Why an alert that fires tells nobody. */
export interface Suppression {
  readonly reason: 'silenced' | 'inhibited' | 'maintenance' | 'below-threshold';
  /** The silence's id, the name of the maintenance or calendar, where the inhibiting rule stands, or the quiet environment. */
  readonly by: string;
}

/** What an alert has to do with inhibition: keys made of a rule and the values of its equal labels. */
export interface Inhibition {
  /** What it inhibits while it fires. */
  readonly inhibits: readonly string[];
  /** What inhibits it. */
  readonly inhibitedBy: readonly string[];
}

/** An alert as the store remembers it: one row an identity, with its present firing period and counters. */
export interface TrackedAlert {
  readonly key: AlertKey;
  /** The incident it belongs to, or last belonged to. */
  readonly incident: string;
  /** The path of the route that it took. */
  readonly route: string;
  /** Where the rules stand that changed it. */
  readonly rules: readonly string[];
  /** The keys under which it is also followed, where it took several routes. */
  readonly alsoAs: readonly AlertKey[];
  readonly status: 'firing' | 'resolved';
  readonly content: AlertContent;
  readonly startsAt: Instant;
  /** When it ends or ended; null: not known. While it fires this is due like a timer. */
  readonly endsAt: Instant | null;
  /** Whether `endsAt` is our guess (a resolve time-out), which any later word of the sender replaces. */
  readonly endsAtIsTimeout: boolean;
  /** What kept it from being told when it was last looked at. */
  readonly suppressed: Suppression | null;
  readonly inhibition: Inhibition;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** Every accepted firing, re-sends included. */
  readonly occurrences: number;
  /** How often it began to fire. */
  readonly periods: number;
}
