import type { Worker } from 'bullmq';
import { type Clock, systemClock } from '../../clock.ts';
import type { RedisClient } from '../../redis/clients.ts';
import type { RedisLink } from '../../redis/redis.ts';
import { within } from '../../redis/within.ts';
import type { Turns } from './turn.ts';

/** Under this name BullMQ keeps the jobs. */
export const QUEUE_NAME = 'jobs';

/** So many jobs run side by side in one process. */
const SIDE_BY_SIDE = 16;

/** A job whose process says nothing for so long is given to another. */
const LOCK_FOR = 6_000;
const LOOK_FOR_STALLED_EVERY = 2_000;

/** After trouble it looks for jobs again in so long. */
const AGAIN_AFTER = 500;

/** Redis may be away when the worker ends; what it was doing is found again by others. */
const CLOSED_WITHIN = 2_000;

/** BullMQ counts in the machine's time, whatever clock the jobs live by. */
const machine: Clock = systemClock;

/** What a worker needs. */
export interface WorkerDeps {
  readonly redis: RedisLink;
  readonly turns: Turns;
  readonly onTrouble: (error: unknown) => void;
  /** The job is gone from BullMQ, and what was wanted in the last moment found it still there. */
  readonly onGone: (id: string) => void;
}

/** What takes jobs from BullMQ, until Redis is away: then it rests, and another takes its place afterwards. */
export class BullWorker {
  readonly #worker: Worker;
  readonly #client: RedisClient;
  readonly #turns: Turns;
  readonly #onTrouble: (error: unknown) => void;

  constructor(bullmq: typeof import('bullmq'), deps: WorkerDeps) {
    this.#turns = deps.turns;
    this.#onTrouble = deps.onTrouble;
    this.#client = deps.redis.forWorker();
    this.#worker = new bullmq.Worker(
      QUEUE_NAME,
      async (job, token) => {
        const wait = await deps.turns.take(job.id ?? '');
        if (wait === null) return;
        await job.moveToDelayed(machine.now() + wait, token);
        throw new bullmq.DelayedError();
      },
      { ...OPTIONS, connection: this.#client, prefix: deps.redis.prefix },
    );
    this.#worker.on('error', deps.onTrouble);
    this.#worker.on('completed', (job) => deps.onGone(job.id ?? ''));
  }

  /** Takes no further jobs; those that run go on, and keep their locks where they can. */
  async rest(): Promise<void> {
    await this.#worker.pause(true);
  }

  /** Waits for what runs, and then not long for Redis. */
  async close(): Promise<void> {
    const closing = this.#worker.close();
    await this.#turns.done();
    await within(closing, CLOSED_WITHIN).catch(this.#onTrouble);
    // Where the worker still waits for an answer, this is one.
    this.#client.disconnect();
  }
}

/** A job is never given up, however often the process that ran it died. */
const OPTIONS = {
  concurrency: SIDE_BY_SIDE,
  lockDuration: LOCK_FOR,
  stalledInterval: LOOK_FOR_STALLED_EVERY,
  maxStalledCount: 1_000_000,
  runRetryDelay: AGAIN_AFTER,
  drainDelay: 1,
} as const;
