import type { Queue as BullMqQueue } from 'bullmq';
import type { Clock } from '../clock.ts';
import { type Duration, duration, type Instant } from '../domain/time.ts';
import type { Log } from '../log.ts';
import type { RedisState } from '../redis/health.ts';
import type { RedisLink } from '../redis/redis.ts';
import { idOf, Jobs, type QueueDepth } from './bullmq/jobs.ts';
import { Outbox } from './bullmq/outbox.ts';
import { Turns } from './bullmq/turn.ts';
import { Wanted } from './bullmq/wanted.ts';
import { BullWorker, QUEUE_NAME } from './bullmq/worker.ts';
import type { Job, Queue } from './queue.ts';

/** What the queue on Redis needs. */
export interface BullQueueOptions {
  readonly redis: RedisLink;
  readonly clock: Clock;
  readonly log: Log;
  /** How much later than it was due a job was begun. */
  readonly onLag?: (lag: Duration, job: Job) => void;
}

/** A queue that several processes share. */
export interface BullQueue extends Queue {
  /**
   * Runs the job at `at`, or at once when that has passed. It never waits and never throws: while Redis is away the job is
   * dropped, and a sweep finds in the store what is due.
   */
  schedule(job: Job, at: Instant): void;
  /** `away`: Redis does not answer, or takes no writes; jobs neither come nor go until it is `well` again by itself. */
  state(): RedisState;
  /** Hears of every change of the state; the answer ends that. */
  onState(listener: (state: RedisState) => void): () => void;
  /** Whether this process takes jobs, as it does at first; those that run go on. */
  allow(may: boolean): void;
  /** What was scheduled before the question counts. Rejects while Redis is away. */
  depth(): Promise<QueueDepth>;
  /** Sees to it that all that is due has a job, whatever was lost on the way; it does so by itself every few seconds. */
  mend(): Promise<void>;
}

/** How often it is looked for what is due and has no job. */
const MEND_EVERY = 5_000;

/** Loads BullMQ, which costs a third of a second, and makes a queue on it. */
export async function bullQueue(options: BullQueueOptions): Promise<BullQueue> {
  const bullmq = await import('bullmq');
  return new SharedQueue(bullmq, options);
}

class SharedQueue implements BullQueue {
  readonly #bullmq: typeof import('bullmq');
  readonly #options: BullQueueOptions;
  readonly #queue: BullMqQueue;
  readonly #jobs: Jobs;
  readonly #wanted: Wanted;
  readonly #outbox: Outbox;
  readonly #unwatch: () => void;
  readonly #mending: NodeJS.Timeout;
  #turns: Turns | null = null;
  #worker: BullWorker | null = null;
  #may = true;
  #closed = false;

  constructor(bullmq: typeof import('bullmq'), options: BullQueueOptions) {
    const { redis } = options;
    this.#bullmq = bullmq;
    this.#options = options;
    this.#queue = new bullmq.Queue(QUEUE_NAME, {
      connection: redis.commands,
      prefix: redis.prefix,
      // Both would be asked once, and spoil the queue for ever where Redis is away just then.
      skipVersionCheck: true,
      skipMetasUpdate: true,
    });
    this.#queue.on('error', (error) => this.#trouble(error));
    this.#jobs = new Jobs(this.#queue);
    this.#wanted = new Wanted(redis.commands, redis.prefix);
    this.#outbox = new Outbox((times) => this.#safely(() => this.#send(times)));
    this.#unwatch = redis.onState((state) => void this.#safely(() => this.#follow(state)));
    this.#mending = setInterval(() => void this.#safely(() => this.mend()), MEND_EVERY);
  }

  schedule(job: Job, at: Instant): void {
    if (this.#closed || this.state() === 'away') return;
    this.#outbox.put(idOf(job), at);
  }

  start(run: (job: Job) => Promise<void>): void {
    const { clock, log, onLag = () => {} } = this.#options;
    this.#turns = new Turns({ wanted: this.#wanted, clock, log, onLag }, run);
    void this.#safely(() => this.#follow(this.state()));
  }

  allow(may: boolean): void {
    if (may === this.#may) return;
    this.#may = may;
    void this.#safely(() => this.#follow(this.state()));
  }

  state(): RedisState {
    return this.#options.redis.state();
  }

  onState(listener: (state: RedisState) => void): () => void {
    return this.#options.redis.onState(listener);
  }

  async depth(): Promise<QueueDepth> {
    await this.#outbox.sent();
    return this.#jobs.depth();
  }

  async mend(): Promise<void> {
    if (this.state() === 'away') return;
    await this.#outbox.sent();
    const due = await this.#wanted.due(this.#options.clock.now());
    await Promise.all(due.map((id) => this.#jobs.hasten(id, duration(0))));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#mending);
    this.#unwatch();
    await this.#outbox.sent();
    await this.#worker?.close();
    await this.#queue.close();
  }

  /** Each time that Redis is well again there is a new worker, since the sockets of the old one may be dead without a sign. */
  async #follow(state: RedisState): Promise<void> {
    if (!this.#turns || this.#closed) return;
    const old = this.#worker;
    if (state === 'away' || !this.#may) return old?.rest();
    this.#worker = this.#newWorker(this.#turns);
    if (old) void this.#safely(() => old.close());
    await this.mend();
  }

  #newWorker(turns: Turns): BullWorker {
    return new BullWorker(this.#bullmq, {
      redis: this.#options.redis,
      turns,
      onTrouble: (error) => this.#trouble(error),
      onGone: (id) => void this.#safely(() => this.#lookAgain(id)),
    });
  }

  async #send(times: ReadonlyMap<string, Instant>): Promise<void> {
    const wishes = await this.#wanted.want(times);
    const jobs = [...times].map(([id, at], index) => {
      const wish = wishes[index];
      if (wish === 'known') return null;
      return wish === 'new'
        ? this.#jobs.add(id, this.#until(at))
        : this.#jobs.hasten(id, this.#until(at));
    });
    await Promise.all(jobs);
  }

  async #lookAgain(id: string): Promise<void> {
    const at = await this.#wanted.at(id);
    if (at !== null) await this.#jobs.add(id, this.#until(at));
  }

  #until(at: Instant): Duration {
    return duration(at - this.#options.clock.now());
  }

  async #safely(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#trouble(error);
    }
  }

  /** Whether Redis is away is found out by asking it; that is logged where it changes. */
  #trouble(error: unknown): void {
    this.#options.log.debug({ error }, 'trouble with the queue');
    void this.#options.redis.check();
  }
}
