import type { Limit } from './limit.ts';
import type { NoiseReport } from './report.ts';
import type { Severity } from './severity.ts';
import type { Duration, Instant } from './time.ts';

/** What a notice says. */
export type NoticeContent =
  /** A long silence ends soon. */
  | { readonly kind: 'silence-ending'; readonly silence: string }
  /** A silence is over: what it hid. */
  | { readonly kind: 'silence-over'; readonly silence: string }
  /** An escalation step to a channel: nobody has the incident. */
  | {
      readonly kind: 'call';
      readonly number: number;
      readonly title: string;
      readonly severity: Severity;
      readonly channel: string;
      readonly waited: Duration;
    }
  /** A source is silent for longer than ever since then. */
  | {
      readonly kind: 'silent-source';
      readonly source: string;
      readonly since: Instant;
      /** The longest time that it was silent before. */
      readonly longestPause: Duration;
      /** When it spoke again; null: it did not. */
      readonly back: Instant | null;
    }
  /** Alerts of a source are lost. */
  | {
      readonly kind: 'losses';
      readonly source: string;
      readonly since: Instant;
      /** How many were refused since it is over its rate. */
      readonly refused: number;
      /** How many its SDK says that it gave up. */
      readonly givenUp: number;
      /** The rate that it was over; null: it was not. */
      readonly limit: Limit | null;
      /** When the last was lost; null: it goes on. */
      readonly until: Instant | null;
    }
  /** Of the incidents that were open when Quell moved to this workspace, too many for cards of their own at once. */
  | {
      readonly kind: 'moved';
      /** Those that got their card at once. */
      readonly came: number;
      readonly waiting: number;
      /** The most urgent of those that wait. */
      readonly first: readonly MovedIncident[];
    }
  /** The week's noise. */
  | { readonly kind: 'report'; readonly report: NoiseReport };

/** An incident whose card waits for news, as it was when Quell moved. */
export interface MovedIncident {
  readonly number: number;
  readonly title: string;
  readonly severity: Severity;
  /** Who has it, by name; null: nobody. */
  readonly who: string | null;
}

/** A message that is posted once and belongs to no incident; few say something else later. */
export interface Notice {
  readonly id: string;
  /** A channel's name with `#`, its id, or a person's id for a direct message. */
  readonly channel: string;
  readonly at: Instant;
  readonly content: NoticeContent;
  /** 0: it is kept, and never posted; 2: it says something else than at first. */
  readonly cardRevision: 0 | 1 | 2;
  readonly detailsRevision: 0;
  readonly entryCount: 0;
  readonly joined: null;
}

/** What a notice says of alerts that are lost. */
export type LossContent = Extract<NoticeContent, { kind: 'losses' }>;

/** A notice of alerts that are lost. */
export interface LossNotice extends Notice {
  readonly content: LossContent;
}

/** Whether it tells of alerts that are lost. */
export function isOfLosses(notice: Notice): notice is LossNotice {
  return notice.content.kind === 'losses';
}
