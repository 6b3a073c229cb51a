import type { Actor, Person } from './actor.ts';
import type { IncidentId, MuteEnd, Regression, Resolution, Withheld } from './incident.ts';
import type { Reason } from './reason.ts';
import type { Severity } from './severity.ts';
import type { Duration, Instant } from './time.ts';

/** What happened. */
export type Happening =
  | { readonly kind: 'opened'; readonly title: string; readonly severity: Severity }
  | { readonly kind: 'withheld'; readonly why: Withheld }
  | { readonly kind: 'released'; readonly why: Withheld }
  | {
      readonly kind: 'joined';
      /** How many alerts, and the first few by what they say. */
      readonly count: number;
      readonly titles: readonly string[];
      readonly until: Instant;
    }
  | { readonly kind: 'acknowledged' }
  /** `from`: who had it, where that was somebody else. */
  | { readonly kind: 'unacknowledged'; readonly from?: Actor }
  | { readonly kind: 'assigned'; readonly to: Person }
  | { readonly kind: 'unassigned' }
  | { readonly kind: 'muted'; readonly until: Instant | null; readonly why: string }
  | {
      readonly kind: 'ignored';
      readonly until: Instant | null;
      readonly early: readonly MuteEnd[];
      readonly why: string;
    }
  | {
      readonly kind: 'unmuted';
      /** What would have been told meanwhile. */
      readonly hidden: number;
      /** Alerts that fired when it ended. */
      readonly firing: number;
      /** What ended it early; null: its time, or a person. */
      readonly early: MuteEnd | null;
      /** Whether an error was ignored, and not muted; what was saved before there were errors does not say. */
      readonly ignored?: boolean;
      /** Of an error how many events came meanwhile; without it, nobody knows. */
      readonly events?: number;
    }
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'pinned';
      readonly text: string;
      readonly author: string;
      readonly link: string;
    }
  /** Something that may explain it was changed, such as a deploy: never told in the thread. */
  | { readonly kind: 'changed'; readonly summary: string; readonly url: string | null }
  | { readonly kind: 'severity'; readonly from: Severity; readonly to: Severity }
  | {
      readonly kind: 'resolved';
      readonly how: Resolution['how'];
      readonly note: string;
      readonly into?: number;
      readonly release?: NonNullable<Resolution['release']>;
    }
  | { readonly kind: 'reopened'; readonly title: string; readonly regression?: Regression }
  /** An error comes far more often than ever: so many in the last hour, where so many were the most. */
  | { readonly kind: 'spike'; readonly count: number; readonly usual: number }
  /** The error group of another incident counts here from now on. */
  | { readonly kind: 'took-in'; readonly number: number; readonly title: string }
  /** So many error groups that were merged into this one count by themselves again. */
  | { readonly kind: 'split'; readonly groups: number }
  /** What a user wrote about it. */
  | { readonly kind: 'feedback'; readonly text: string }
  /** Makes phones ring: `mention` as people write it. */
  | {
      readonly kind: 'called';
      readonly mention: string;
      readonly title: string;
      readonly severity: Severity;
      readonly why: 'opened' | 'reopened' | 'repeat' | 'escalation';
      /** How long nobody has had it; null where that says nothing. */
      readonly waited: Duration | null;
      /** Who is called next, and when. */
      readonly next: { readonly notify: string; readonly at: Instant } | null;
    }
  | {
      readonly kind: 'flapping';
      readonly changes: number;
      readonly within: Duration;
      readonly quiet: Duration;
    }
  | {
      readonly kind: 'steady';
      readonly changes: number;
      readonly since: Instant;
      readonly firing: number;
    }
  /** In a storm's thread: an incident whose card waits, or is not there yet. */
  | {
      readonly kind: 'named';
      readonly number: number;
      readonly title: string;
      readonly severity: Severity;
    };

export type HappeningKind = Happening['kind'];

/** Who did what when and why. Append only; `joined` alone is rewritten while it takes in further alerts. */
export interface TimelineEntry {
  /** The incident's or the storm's id. */
  readonly incident: IncidentId;
  /** 1, 2, … within the incident. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly reason: Reason;
  /** Whether it is told in the thread; what is withheld or of no news is only kept. */
  readonly thread: boolean;
  readonly what: Happening;
}
