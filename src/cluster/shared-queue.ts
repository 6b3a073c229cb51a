import type { Queue } from '../queue/queue.ts';
import type { QueueState } from '../store/store.ts';

/** The queue that several processes share, as far as a cluster depends on it. */
export interface SharedQueue extends Queue {
  /** Whether it can be reached: seen at once. */
  state(): QueueState;
  /** Whether this process takes jobs now; those that run go on. */
  allow(may: boolean): void;
  /** Hears of every change; the function that it answers ends that. */
  onState(listener: (state: QueueState) => void): () => void;
}
