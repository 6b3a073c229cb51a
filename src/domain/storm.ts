import type { IncidentId } from './incident.ts';
import type { Severity } from './severity.ts';
import type { Instant } from './time.ts';

/** Incidents of one kind within a storm. */
export interface StormGroup {
  /** What is wrong, without where. */
  readonly title: string;
  readonly count: number;
  /** The label that would silence it. */
  readonly label: { readonly name: string; readonly value: string } | null;
}

/** The first incident of a storm, since it is usually the cause. */
interface StormFirst {
  readonly incident: IncidentId;
  readonly number: number;
  /** What is wrong and where. */
  readonly title: string;
  readonly at: Instant;
}

/** Too many incidents in one channel: one living message in place of their cards. Counters, and lists of a fixed length. */
export interface Storm {
  readonly id: string;
  readonly channel: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly first: StormFirst;
  /** All that would have had a card since it began, those with one included. */
  readonly incidentCount: number;
  /** Those that got their card all the same, since they are critical or became so: the first ten numbers, and how many. */
  readonly critical: { readonly count: number; readonly numbers: readonly number[] };
  /** Whose cards wait, or waited until they were over by themselves. */
  readonly withheldCount: number;
  /** The largest first, at most `GROUPS_KEPT`. */
  readonly groups: readonly StormGroup[];
  /** How many of all there were when the message was last brought up to date. */
  readonly shownCount: number;
  /** New incidents a minute since the beginning, for a day at most. */
  readonly perMinute: readonly number[];
  /**
   * At its end: how many were over by themselves, and those that get a card (the first ten numbers, and how many). What is
   * silenced or muted by then is in neither.
   */
  readonly ending: {
    readonly resolved: number;
    readonly open: { readonly count: number; readonly numbers: readonly number[] };
  } | null;
  /** The newest entry of its thread, of which `entryCount` may be told. */
  readonly named: number;
  readonly cardRevision: number;
  readonly detailsRevision: 0;
  readonly entryCount: number;
  readonly joined: null;
}

/** A storm counts at most so many kinds of incidents apart. */
export const GROUPS_KEPT = 50;

/** An incident that would have had a card, with its kind. */
export interface Opened extends StormFirst {
  readonly severity: Severity;
  readonly group: Omit<StormGroup, 'count'>;
}

/** How fast incidents came to a channel: the newest last, no more than the policy's limit. */
export interface Pace {
  readonly channel: string;
  readonly recent: readonly Opened[];
  /** The storm that goes on. */
  readonly storm: string | null;
}
