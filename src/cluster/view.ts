import type { Instant } from '../domain/time.ts';
import type { Member, QueueState } from '../store/store.ts';

/** What other processes said of themselves, and when it was asked. */
export interface Look {
  readonly at: Instant;
  readonly members: readonly Member[];
}

/** All that a process knows when it decides what it may do. */
export interface View {
  readonly now: Instant;
  readonly id: string;
  /** Whether it runs jobs at all. */
  readonly isWorker: boolean;
  /** How the queue that all share stands for this process: seen at once. */
  readonly queue: QueueState;
  /** When it last told the others of itself so that they could read it; null: never. */
  readonly spokenAt: Instant | null;
  /** Since when the others can read without a break that it has the shared queue; null: they cannot. */
  readonly wellSince: Instant | null;
  readonly look: Look | null;
  /** Until when it has the leader's lease; null: it has not. */
  readonly leaderUntil: Instant | null;
}
