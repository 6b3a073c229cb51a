import type { Clock } from '../../src/clock.ts';
import type { Instant } from '../../src/domain/time.ts';
import { type Job, jobId, type Queue } from '../../src/queue/queue.ts';

/** A queue that sleeps for nobody: the test says when jobs run. */
export interface ManualQueue extends Queue {
  /** Runs what is due, and what that makes due, until nothing is. */
  settle(): Promise<void>;
  /** When the next job is due; null: none waits. */
  nextAt(): Instant | null;
}

/** A queue for simulated time. */
export function manualQueue(clock: Clock): ManualQueue {
  const waiting = new Map<string, { readonly job: Job; readonly at: Instant }>();
  let run: ((job: Job) => Promise<void>) | null = null;

  const earliest = () => [...waiting.values()].sort((a, b) => a.at - b.at)[0];

  return {
    schedule(job, at) {
      const known = waiting.get(jobId(job));
      if (!known || at < known.at) waiting.set(jobId(job), { job, at });
    },
    start(handler) {
      run = handler;
    },
    async settle() {
      for (let next = earliest(); next && next.at <= clock.now(); next = earliest()) {
        waiting.delete(jobId(next.job));
        await run?.(next.job);
      }
    },
    nextAt: () => earliest()?.at ?? null,
    close: async () => waiting.clear(),
  };
}
