import type { Decision, Snapshot } from '../../domain/decision.ts';
import { isOfDatabase } from './failure.ts';
import type { State } from './state.ts';
import type { Transact } from './transaction.ts';
import type { WorkingSet } from './working-set/working-set.ts';

/** One update that waits for its commit. */
interface Waiting {
  readonly decide: (snapshot: Snapshot) => Decision;
  readonly resolve: (decision: Decision) => void;
  readonly reject: (error: unknown) => void;
}

/** What the writer works with. */
export interface WriterParts {
  readonly state: State;
  readonly transact: Transact;
  /** Writes something small; throws when nothing can be written. */
  readonly probe: () => void;
  /** What callers are told of a failure. */
  readonly failure: (error: unknown) => Error;
}

/** More than this wait for the next commit, so that other work gets its turn. */
const MOST_AT_ONCE = 256;

/** Decides all updates that wait, in their order, and commits them together: one wait for the disk serves many. */
export class Writer {
  readonly #parts: WriterParts;
  #waiting: Waiting[] = [];
  #isScheduled = false;
  /** Whether the last commit failed: then a small write is tried before everything is read anew. */
  #isDoubtful = false;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  update(decide: Waiting['decide']): Promise<Decision> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ decide, resolve, reject });
      this.#schedule();
    });
  }

  /** Commits what is to be saved and belongs to no update, a part at a time. */
  async saveAll(): Promise<void> {
    while (!this.#parts.state.get().isSaved) {
      await this.update(() => ({ changes: [], outcomes: [] }));
    }
  }

  /** Commits all that waits, now. */
  flush(): void {
    while (this.#waiting.length > 0) this.#run();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#run();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #run(): void {
    const batch = this.#waiting.slice(0, MOST_AT_ONCE);
    this.#waiting = this.#waiting.slice(MOST_AT_ONCE);
    if (batch.length > 0) this.#serve(batch);
  }

  #serve(batch: readonly Waiting[]): void {
    const decisions = new Map<Waiting, Decision>();
    /** All but those whose `decide` threw, who know already. */
    const unanswered = new Set(batch);
    try {
      const set = this.#workingSet();
      for (const waiting of batch) {
        const decision = decideFor(waiting, set);
        if (decision) decisions.set(waiting, decision);
        else unanswered.delete(waiting);
      }
      this.#save(set);
      for (const [waiting, decision] of decisions) waiting.resolve(decision);
    } catch (error) {
      this.#onFailure([...unanswered], error);
    }
  }

  #workingSet(): WorkingSet {
    const { state, transact, probe } = this.#parts;
    if (this.#isDoubtful) transact(probe);
    this.#isDoubtful = false;
    return state.get();
  }

  #save(set: WorkingSet): void {
    if (!set.isSaved) this.#parts.transact(() => set.save());
    set.settle();
  }

  /** When a single update is at fault the others must not suffer, so each is tried by itself. */
  #onFailure(batch: readonly Waiting[], error: unknown): void {
    this.#parts.state.drop();
    this.#isDoubtful = true;
    if (batch.length > 1 && !isOfDatabase(error)) {
      for (const waiting of batch) this.#serve([waiting]);
      return;
    }
    const failure = this.#parts.failure(error);
    for (const { reject } of batch) reject(failure);
  }
}

/** Decides and makes the changes in memory; when `decide` throws, only its own caller learns of it. */
function decideFor({ decide, reject }: Waiting, set: WorkingSet): Decision | undefined {
  let decision: Decision;
  try {
    decision = decide(set.snapshot);
  } catch (error) {
    reject(error);
    return undefined;
  }
  for (const change of decision.changes) set.apply(change);
  return decision;
}
