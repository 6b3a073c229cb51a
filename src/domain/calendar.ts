import type { Duration, Instant } from './time.ts';

/** From the first to the last, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Alertmanager's time interval: a moment is in it when every part that is given holds. Empty lists are not given. */
export interface TimeInterval {
  /** Minutes of the day, `to` excluded: 0 to 1440. */
  readonly times: readonly Range[];
  /** 0 is Sunday. */
  readonly weekdays: readonly Range[];
  /** 1 to 31, or from the end: -1 is the last. */
  readonly daysOfMonth: readonly Range[];
  readonly months: readonly Range[];
  readonly years: readonly Range[];
  /** An IANA time zone. */
  readonly timezone: string;
}

/** A named set of times; a moment is in it when it is in one of the intervals. */
export type Calendar = readonly TimeInterval[];

/** When planned work takes place. */
export type Window =
  | { readonly type: 'once'; readonly startsAt: Instant; readonly endsAt: Instant }
  | {
      readonly type: 'cron';
      /** Five fields, the minute first. */
      readonly cron: string;
      readonly duration: Duration;
      /** An IANA time zone. */
      readonly timezone: string;
    };
