import { embeddedQueue } from '../queue/embedded.ts';
import type { Queue } from '../queue/queue.ts';
import type { Parts } from './parts.ts';

/** The queues of a process. */
interface Queues extends Omit<Queue, 'schedule'> {
  /** What wakes this process and no other. */
  readonly own: Queue;
}

/** The queue that jobs go through, and one of its own where several processes share that. */
export function queuesOf({
  queue,
  clock,
  log,
  isShared,
}: Pick<Parts, 'queue' | 'clock' | 'log'> & { readonly isShared: boolean }): Queues {
  if (!isShared) {
    return { own: queue, start: (run) => queue.start(run), close: () => queue.close() };
  }
  const own = embeddedQueue(clock, log);
  return {
    own,
    start(run) {
      queue.start(run);
      own.start(run);
    },
    async close() {
      await Promise.all([queue.close(), own.close()]);
    },
  };
}
