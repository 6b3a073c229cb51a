import type { Delivery, Subject } from '../../domain/delivery.ts';
import type { Instant } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';

/** What one subject's delivery is planned from. */
export interface Situation {
  readonly subject: Subject;
  readonly delivery: Delivery;
  /** The timeline behind the delivery's cursor, as far as it may be told; the first few are enough. */
  readonly entries: readonly TimelineEntry[];
  readonly now: Instant;
}
