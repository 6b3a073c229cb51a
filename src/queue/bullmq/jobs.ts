import type { Job as BullJob, Queue as BullQueue } from 'bullmq';
import { type Duration, duration } from '../../domain/time.ts';
import { type Job, jobId } from '../queue.ts';

/** How many jobs are in which state. */
export interface QueueDepth {
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly failed: number;
}

/** BullMQ takes no colon in an id. */
export const idOf = (job: Job): string => encodeURIComponent(jobId(job));

/** The job of such an id. */
export function jobOf(id: string): Job {
  const [kind, channel] = decodeURIComponent(id).split(/:(.*)/s);
  if (kind === 'deliver') return { kind, channel: channel ?? '' };
  return kind === 'upkeep' || kind === 'report' || kind === 'sources' ? { kind } : { kind: 'tick' };
}

/** So often may BullMQ try what could not even begin, since Redis was away: always. */
const ALWAYS = 1_000_000;

const OPTIONS = {
  attempts: ALWAYS,
  backoff: { type: 'fixed', delay: 1_000 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

/** The jobs in BullMQ: at most one of an id, which runs at one time. */
export class Jobs {
  readonly #queue: BullQueue;

  constructor(queue: BullQueue) {
    this.#queue = queue;
  }

  /** Adds a job that runs after `wait`; one that is there stays as it is. */
  async add(id: string, wait: Duration): Promise<void> {
    const { kind } = jobOf(id);
    await this.#queue.add(kind, {}, { ...OPTIONS, jobId: id, delay: Math.max(0, wait) });
  }

  /** Brings one that waits for its time forward to `wait` from now; one that is not there is added. */
  async hasten(id: string, wait: Duration): Promise<void> {
    const job = await this.#queue.getJob(id);
    if (!job) return this.add(id, wait);
    if (await job.isDelayed()) await this.#move(job, wait);
  }

  async depth(): Promise<QueueDepth> {
    const counts = await this.#queue.getJobCounts('waiting', 'delayed', 'active', 'failed');
    const of = (state: keyof QueueDepth) => counts[state] ?? 0;
    return {
      waiting: of('waiting'),
      delayed: of('delayed'),
      active: of('active'),
      failed: of('failed'),
    };
  }

  async #move(job: BullJob, wait: Duration): Promise<void> {
    try {
      if (wait <= 0) await job.promote();
      else await job.changeDelay(wait);
    } catch (error) {
      // It began or ended meanwhile; then the run looks at what is wanted, or a new job is needed.
      if (await job.isDelayed()) throw error;
      await this.add(job.id ?? '', duration(wait));
    }
  }
}
