import type { AlertKey, Suppression } from '../domain/alert.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { ConfigPlace } from '../domain/policy.ts';
import type { Severity } from '../domain/severity.ts';
import type { Instant } from '../domain/time.ts';

/** The stretch that is counted; what arrived before it only prepares the state. */
export interface Span {
  readonly from: Instant;
  /** Excluded. */
  readonly to: Instant;
}

/** What Slack would have been sent. */
export interface Posts {
  readonly cards: number;
  /** Entries in the threads of incidents, calls left out. */
  readonly entries: number;
  /** Mentions: phones ring. */
  readonly calls: number;
  /** Messages that stand for many cards. */
  readonly storms: number;
  /** Replies in the threads of storms, each naming incidents. */
  readonly stormReplies: number;
}

/** The posts of one hour in one channel. */
export interface HourOfPosts extends Posts {
  readonly channel: string;
  /** When the hour begins. */
  readonly hour: Instant;
}

/** An incident as the replay left it. */
export type ReplayedIncident = Pick<
  Incident,
  'id' | 'number' | 'channel' | 'severity' | 'toldAt' | 'withheld' | 'withheldBy' | 'alertCount'
> & {
  /** What is wrong and where. */
  readonly title: string;
  /** When people first heard of it, by its card or by its name in a storm's thread; null: never. */
  readonly heardAt: Instant | null;
  /** When people were first mentioned for it in the stretch that is counted; null: nobody was. */
  readonly calledAt: Instant | null;
  /** Whether a regression or a spike, which are not replayed, could have told of it. */
  readonly isUnsure: boolean;
};

/** One firing of one alert, from its beginning to its end. */
export interface Period {
  /** The alert's key after the way that the replay gave it. */
  readonly incident: IncidentId;
  readonly from: Instant;
  /** Null: it still fires. */
  readonly to: Instant | null;
  /** From when on nothing suppresses it; null: something always did. */
  readonly audibleAt: Instant | null;
  /** What suppressed it last. */
  readonly suppressed: Suppression | null;
  /** The worst that it claimed. */
  readonly severity: Severity;
  /** The incident that it really belonged to on this way at its beginning; null: to none, or it did not take this way then. */
  readonly recordedAs: IncidentId | null;
}

/** What one configuration makes of the recordings. */
export interface ReplayResult {
  readonly span: Span;
  /** What arrived, re-sends included. */
  readonly alerts: number;
  /** Incidents that were opened, told or not. */
  readonly opened: number;
  readonly posts: readonly HourOfPosts[];
  readonly incidents: ReadonlyMap<IncidentId, ReplayedIncident>;
  /** By the alert as its sender means it, whatever ways it takes; the earliest first. */
  readonly periods: ReadonlyMap<AlertKey, readonly Period[]>;
  /** Which rule ignored an alert last. */
  readonly ignoredBy: ReadonlyMap<AlertKey, ConfigPlace>;
  /** Re-sends of what began to fire before all recordings: nothing is known of it. */
  readonly unknown: number;
}
