import type { Clock } from '../clock.ts';
import { duration, type Instant, plus, seconds } from '../domain/time.ts';
import type { Log } from '../log.ts';
import type { Job, Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import type { Cluster } from './cluster.ts';
import { type Pulse, pulse } from './pulse.ts';
import type { Mode } from './rules.ts';
import type { SharedQueue } from './shared-queue.ts';
import { Sweep } from './sweep.ts';
import { DIRECT_BEAT } from './times.ts';

/** What the queue of a process among others needs of the world. */
export interface ClusterQueueDeps {
  readonly cluster: Cluster;
  /** Null: there is none, and whoever leads runs all jobs. */
  readonly shared: SharedQueue | null;
  /** A queue of this process alone, empty. */
  readonly openDirect: () => Queue;
  readonly isWorker: boolean;
  readonly store: Pick<Store, 'nextDueAt' | 'pendingChannels'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly pause: (ms: number) => Promise<void>;
}

const SWEEP_EVERY = seconds(5);
const LEFT_FOR = seconds(1);
const LOOK_EVERY = duration(250);
/** A process that has the shared queue again may run jobs after `SETTLE`; one that still may not has no store. */
const PATIENCE = seconds(6);

/** Runs jobs by the shared queue while that can be had; else the leader runs all of them by itself. */
export function clusterQueue(deps: ClusterQueueDeps): Queue {
  return new ClusterQueue(deps);
}

class ClusterQueue implements Queue {
  readonly #deps: ClusterQueueDeps;
  readonly #sweep: Sweep;
  readonly #pulse: Pulse;
  readonly #ending = new Set<Promise<void>>();
  #run: (job: Job) => Promise<void> = async () => {};
  #direct: Queue | null = null;
  #closed = false;
  #sweptIn: Mode | null = null;
  #unfollow = () => {};

  constructor(deps: ClusterQueueDeps) {
    this.#deps = deps;
    this.#sweep = new Sweep(deps.store, deps.clock);
    const wait = () => (this.#direct ? DIRECT_BEAT : SWEEP_EVERY);
    this.#pulse = pulse(() => this.#sweepOnce(), wait);
  }

  schedule(job: Job, at: Instant): void {
    if (this.#closed) return;
    this.#deps.shared?.schedule(job, at);
    this.#direct?.schedule(job, at);
  }

  start(run: (job: Job) => Promise<void>): void {
    const { isWorker, shared, cluster } = this.#deps;
    if (!isWorker) return;
    this.#run = run;
    shared?.start((job) => this.#inTurn(job));
    this.#unfollow = cluster.onChange(() => this.#adjust());
    this.#adjust();
    void this.#pulse.now();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#unfollow();
    await this.#pulse.stop();
    this.#endDirect();
    await Promise.all([this.#deps.shared?.close(), ...this.#ending]);
  }

  /** Begins or ends to run all jobs itself. */
  #adjust(): void {
    const isDirect = !this.#closed && this.#mode() === 'direct';
    if (isDirect && !this.#direct) this.#beginDirect();
    if (!isDirect && this.#direct) this.#endDirect();
    this.#deps.shared?.allow(this.#mode() === 'shared');
    this.#sweepWhereNew();
  }

  /** Whoever leads, or runs jobs in another way, from now on does not wait to look for what was left lying. */
  #sweepWhereNew(): void {
    const mode = this.#sweepMode();
    if (mode !== null && mode !== this.#sweptIn && !this.#closed) void this.#pulse.now();
    this.#sweptIn = mode;
  }

  /** In which mode it sweeps; null: it does not. */
  #sweepMode(): Mode | null {
    const { leads, mode } = this.#deps.cluster.standing();
    return leads && mode !== 'idle' ? mode : null;
  }

  #beginDirect(): void {
    const { openDirect, shared, log } = this.#deps;
    if (shared) log.warn({}, 'the shared queue is away for all: this process runs all jobs');
    this.#direct = openDirect();
    this.#direct.start(async (job) => {
      if (this.#mode() === 'direct') await this.#run(job);
    });
  }

  #endDirect(): void {
    const ended = this.#direct?.close();
    this.#direct = null;
    if (!ended) return;
    const done = ended.finally(() => this.#ending.delete(done));
    this.#ending.add(done);
  }

  /** A job of the shared queue: a process that has it again waits until nobody runs jobs without it. */
  async #inTurn(job: Job): Promise<void> {
    const { clock, pause } = this.#deps;
    const until = plus(clock.now(), PATIENCE);
    while (this.#mode() !== 'shared') {
      if (this.#closed || clock.now() >= until) return this.#leave(job);
      await pause(LOOK_EVERY);
    }
    await this.#run(job);
  }

  /** It came while this process may run nothing: another takes it, or this one later. */
  #leave(job: Job): void {
    const { shared, clock } = this.#deps;
    shared?.schedule(job, plus(clock.now(), LEFT_FOR));
  }

  async #sweepOnce(): Promise<void> {
    if (this.#sweepMode() === null) return;
    try {
      await this.#sweep.run(this.#deps.cluster.standing().token, (job, at) =>
        this.schedule(job, at),
      );
    } catch (error) {
      this.#deps.log.warn({ error }, 'the store was not swept for what is due; it is tried again');
    }
  }

  #mode() {
    return this.#deps.cluster.standing().mode;
  }
}
