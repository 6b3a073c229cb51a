import type { Clock } from '../../clock.ts';
import { type Duration, duration, type Instant, plus, seconds } from '../../domain/time.ts';
import type { Log } from '../../log.ts';
import { type Job, jobId } from '../queue.ts';
import { jobOf } from './jobs.ts';
import type { Wanted } from './wanted.ts';

/** What a turn needs. */
export interface TurnDeps {
  readonly wanted: Wanted;
  readonly clock: Clock;
  readonly log: Log;
  /** How much later than it was due a job was begun. */
  readonly onLag: (lag: Duration, job: Job) => void;
}

/** After the first failure in a row, and at most; it doubles in between. */
const AGAIN_AFTER = seconds(1);
const AGAIN_AT_MOST = seconds(10);

/** Clocks of two machines differ: a job that comes too early by ours is looked at again after this, not at once. */
const TOO_EARLY = duration(250);

/** Runs jobs, one of an id at a time in this process; over all processes BullMQ sees to that. */
export class Turns {
  readonly #deps: TurnDeps;
  readonly #run: (job: Job) => Promise<void>;
  readonly #running = new Map<string, Promise<void>>();
  readonly #failures = new Map<string, number>();

  constructor(deps: TurnDeps, run: (job: Job) => Promise<void>) {
    this.#deps = deps;
    this.#run = run;
  }

  /** Runs the job where it is due, and answers after how long it is wanted next; null: it is not. */
  async take(id: string): Promise<Duration | null> {
    // Its lock was lost while Redis was away, and the job was given out once more.
    for (let run = this.#running.get(id); run; run = this.#running.get(id)) await run;
    const { wanted, clock, onLag } = this.#deps;
    const begun = await wanted.begin(id, clock.now());
    if (begun.kind === 'wait') return this.#wait(begun.until, TOO_EARLY);
    const job = jobOf(id);
    onLag(duration(Math.max(0, clock.now() - begun.at)), job);
    const again = await this.#tracked(id, job);
    const next = await wanted.end(id, again);
    return next === null ? null : this.#wait(next, duration(0));
  }

  /** Resolves when what runs is done. */
  async done(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  #wait(until: Instant, atLeast: Duration): Duration {
    return duration(Math.max(until - this.#deps.clock.now(), atLeast));
  }

  async #tracked(id: string, job: Job): Promise<Instant | null> {
    const run = this.#safely(id, job);
    this.#running.set(
      id,
      run.then(() => {}),
    );
    try {
      return await run;
    } finally {
      this.#running.delete(id);
    }
  }

  /** Answers when to run it again, where it failed. */
  async #safely(id: string, job: Job): Promise<Instant | null> {
    try {
      await this.#run(job);
      this.#failures.delete(id);
      return null;
    } catch (error) {
      const failures = (this.#failures.get(id) ?? 0) + 1;
      this.#failures.set(id, failures);
      this.#deps.log.error({ job: jobId(job), failures, error }, 'job failed');
      const pause = Math.min(AGAIN_AFTER * 2 ** (failures - 1), AGAIN_AT_MOST);
      return plus(this.#deps.clock.now(), duration(pause));
    }
  }
}
