import { setTimeout as wait } from 'node:timers/promises';
import type { Decision, Scope, Snapshot } from '../../../domain/decision.ts';
import type { Database } from '../database.ts';
import { isOfConcurrency, isOfConnection, isOfDatabase } from '../failure.ts';
import type { Recordings } from '../recordings.ts';
import { type Attempted, attempt, type Plan, type Waiting } from './attempt.ts';
import type { Mode } from './holding.ts';
import { Contended } from './locks.ts';
import { hasCommitted } from './outcome.ts';
import { Wanted } from './wanted.ts';

/** What the writer counts. */
export interface WriterStats {
  /** Transactions that were committed. */
  commits: number;
  /** Those that were begun anew, since another process held what they needed. */
  restarts: number;
  /** Those that were tried again after a failure. */
  retries: number;
}

/** What the writer works with. */
export interface WriterParts {
  readonly database: Database;
  readonly recordings: Recordings;
  readonly stats: WriterStats;
  /** What callers are told of a failure. */
  readonly failure: (error: unknown) => Error;
}

/** More than this wait for the next transaction. */
const MOST_AT_ONCE = 256;
/** After so many tries in vain a batch waits until it has the whole state for itself. */
const SHARED_TRIES = 6;
const TRIES = 12;
/** For how many batches silences are locked from the start once they were changed. */
const SILENCES_FOR = 16;
const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 400;

/** Decides whatever waits when the last transaction ends with one transaction: one wait for the disk serves many. */
export class Writer {
  readonly #parts: WriterParts;
  #waiting: Waiting[] = [];
  #errands: (() => Promise<void>)[] = [];
  #running: Promise<void> | null = null;
  #silencesFor = 0;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  update(scope: Scope, decide: (snapshot: Snapshot) => Decision): Promise<Decision> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ scope, decide, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Does something between two transactions. */
  between<T>(errand: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#errands.push(() => errand().then(resolve, reject));
      this.#running ??= this.#run();
    });
  }

  /** Waits for all that was asked. */
  async drain(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #run(): Promise<void> {
    // What is asked within the same turn of the event loop goes along.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length + this.#errands.length > 0) {
      await this.#serve(this.#waiting.splice(0, MOST_AT_ONCE));
      for (const errand of this.#errands.splice(0)) await errand();
    }
    this.#running = null;
  }

  /** Answers all; a part at a time where one must be alone with the state. */
  async #serve(batch: readonly Waiting[]): Promise<void> {
    let rest = batch;
    let mode: Mode = 'shared';
    while (rest.length > 0) {
      const part = mode === 'alone' ? rest.slice(0, 1) : rest;
      const served = await this.#servePart(part, mode);
      mode = served === 0 ? 'alone' : 'shared';
      rest = rest.slice(served);
    }
  }

  /** Answers how many of the first are through; none: the first must be alone with the state. */
  async #servePart(batch: readonly Waiting[], mode: Mode): Promise<number> {
    try {
      const attempted = await this.#tryAgainAndAgain(batch, mode);
      this.#settle(batch, attempted);
      return attempted.answers.length;
    } catch (error) {
      await this.#onFailure(batch, error);
      return batch.length;
    }
  }

  /** When a single update is at fault the others must not suffer, so each is tried by itself. */
  async #onFailure(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (batch.length > 1 && !isOfDatabase(error)) {
      for (const waiting of batch) await this.#serve([waiting]);
      return;
    }
    const failure = this.#parts.failure(error);
    for (const { reject } of batch) reject(failure);
  }

  #settle(batch: readonly Waiting[], { answers, recorded, written }: Attempted): void {
    this.#parts.recordings.settle(written, recorded);
    for (const [index, answer] of answers.entries()) {
      if ('decision' in answer) batch[index]?.resolve(answer.decision);
      else batch[index]?.reject(answer.thrown);
    }
  }

  async #tryAgainAndAgain(batch: readonly Waiting[], mode: Mode): Promise<Attempted> {
    const known = new Wanted();
    for (let tries = 1; ; tries++) {
      try {
        return await this.#tryOnce({ batch, known }, tries > SHARED_TRIES ? 'alone' : mode);
      } catch (error) {
        if (tries >= TRIES || !mayGoWell(error)) throw error;
        this.#countFailure(error);
        await wait(pauseAfter(tries));
      }
    }
  }

  #countFailure(error: unknown): void {
    const { stats } = this.#parts;
    if (error instanceof Contended) stats.restarts += 1;
    else stats.retries += 1;
  }

  async #tryOnce(what: Pick<Plan, 'batch' | 'known'>, mode: Mode): Promise<Attempted> {
    const { database, recordings, stats } = this.#parts;
    const silencesAlone = what.known.silencesAlone || this.#silencesFor > 0;
    const run = new Run();
    const plan = { ...what, mode, silencesAlone, recordings, begun: run.begun };
    let attempted: Attempted;
    try {
      attempted = await database.transaction(async (query) =>
        run.ended(await attempt(query, plan)),
      );
    } catch (error) {
      const committed = isOfConnection(error) ? await run.committed(database) : null;
      if (!committed) throw error;
      attempted = committed;
    }
    stats.commits += 1;
    this.#silencesFor = what.known.silencesAlone
      ? SILENCES_FOR
      : Math.max(0, this.#silencesFor - 1);
    return attempted;
  }
}

/** How far a transaction has come. */
class Run {
  #transaction: string | null = null;
  #attempted: Attempted | null = null;

  readonly begun = (transaction: string): void => {
    this.#transaction = transaction;
  };

  /** Its work is done, and it is about to be committed; answers what it came to. */
  ended(attempted: Attempted): Attempted {
    this.#attempted = attempted;
    return attempted;
  }

  /** Of one whose connection was lost: what it came to, where that was while it was committed, and it is. */
  async committed(database: Database): Promise<Attempted | null> {
    if (this.#attempted === null || this.#transaction === null) return null;
    return (await hasCommitted(database, this.#transaction)) ? this.#attempted : null;
  }
}

function mayGoWell(error: unknown): boolean {
  return error instanceof Contended || isOfConcurrency(error) || isOfConnection(error);
}

/** A different one each time, so that two who were in each other's way are not so again. */
function pauseAfter(tries: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
  return Math.ceil(longest * (0.5 + Math.random() / 2));
}
