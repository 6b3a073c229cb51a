import type { Delivery, Subject } from '../../domain/delivery.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';

/** The incident that a call is for. */
export type CalledFor = Pick<Incident, 'id' | 'number' | 'severity'>;

/** A call that made phones ring. */
export interface Rung {
  readonly incident: CalledFor;
  readonly at: Instant;
}

/** A call that waits to ring. */
export interface WaitingCall {
  readonly incident: CalledFor;
  readonly mention: string;
}

/** What is remembered of the calls in one channel: in memory only, so that in doubt phones ring once more. */
export interface ChannelCalls {
  /** The last that rang, by its mention. */
  readonly rung: ReadonlyMap<string, Rung>;
  /** Those that waited when the channel was last looked over. */
  readonly waiting: readonly WaitingCall[];
}

/** What one subject's delivery is planned from. */
export interface Situation {
  readonly subject: Subject;
  readonly delivery: Delivery;
  /** The timeline behind the delivery's cursor, as far as it may be told; the first few are enough. */
  readonly entries: readonly TimelineEntry[];
  readonly now: Instant;
  /** What is remembered of calls in its channel; after a start nothing is. */
  readonly calls?: ChannelCalls;
}
