import type { Clock } from '../clock.ts';
import { type Instant, plus, seconds } from '../domain/time.ts';
import type { Log } from '../log.ts';
import { type Job, jobId, type Queue } from './queue.ts';

interface Waiting {
  readonly job: Job;
  readonly at: Instant;
}

/** A job that failed is run again after this. */
const AGAIN_AFTER = seconds(1);

/** `setTimeout` cannot wait longer than this. */
const LONGEST_SLEEP = 2 ** 31 - 1;

/** The queue of one process: it sleeps until the nearest job. */
export function embeddedQueue(clock: Clock, log: Log): Queue {
  return new EmbeddedQueue(clock, log);
}

class EmbeddedQueue implements Queue {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #waiting = new Map<string, Waiting>();
  readonly #running = new Map<string, Promise<void>>();
  #run: ((job: Job) => Promise<void>) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(clock: Clock, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  schedule(job: Job, at: Instant): void {
    if (this.#closed) return;
    const id = jobId(job);
    const known = this.#waiting.get(id);
    if (known && known.at <= at) return;
    this.#waiting.set(id, { job, at });
    this.#sleep();
  }

  start(run: (job: Job) => Promise<void>): void {
    this.#run = run;
    this.#sleep();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    if (this.#timer) clearTimeout(this.#timer);
    await Promise.allSettled(this.#running.values());
  }

  #sleep(): void {
    if (!this.#run || this.#closed) return;
    if (this.#timer) clearTimeout(this.#timer);
    const next = this.#nearest();
    if (next === null) return;
    const wait = Math.min(Math.max(0, next - this.#clock.now()), LONGEST_SLEEP);
    this.#timer = setTimeout(() => this.#wake(), wait);
  }

  /** When the next job is due that does not run already. */
  #nearest(): Instant | null {
    let nearest: Instant | null = null;
    for (const [id, { at }] of this.#waiting) {
      if (!this.#running.has(id) && (nearest === null || at < nearest)) nearest = at;
    }
    return nearest;
  }

  #wake(): void {
    const now = this.#clock.now();
    for (const [id, { job, at }] of this.#waiting) {
      if (at > now || this.#running.has(id)) continue;
      this.#waiting.delete(id);
      this.#begin(id, job);
    }
    this.#sleep();
  }

  #begin(id: string, job: Job): void {
    const done = this.#safely(job).finally(() => {
      this.#running.delete(id);
      this.#sleep();
    });
    this.#running.set(id, done);
  }

  async #safely(job: Job): Promise<void> {
    try {
      await this.#run?.(job);
    } catch (error) {
      this.#log.error({ job: jobId(job), error }, 'job failed');
      this.schedule(job, plus(this.#clock.now(), AGAIN_AFTER));
    }
  }
}
