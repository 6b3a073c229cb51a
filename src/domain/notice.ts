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
  /** The week's noise. */
  | { readonly kind: 'report'; readonly report: NoiseReport };

/** A message that is posted once and belongs to no incident. */
export interface Notice {
  readonly id: string;
  /** A channel's name with `#`, its id, or a person's id for a direct message. */
  readonly channel: string;
  readonly at: Instant;
  readonly content: NoticeContent;
  /** 0: it is kept, and never posted. */
  readonly cardRevision: 0 | 1;
  readonly detailsRevision: 0;
  readonly entryCount: 0;
  readonly joined: null;
}
