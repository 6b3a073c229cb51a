import { Recordings } from './recordings.ts';
import type { Rows } from './rows/rows.ts';
import { WorkingSet } from './working-set/working-set.ts';

/** The working set: read from the tables when first needed, and again after a commit failed. */
export class State {
  readonly recordings: Recordings;
  readonly #rows: Rows;
  #current: WorkingSet | null = null;

  constructor(rows: Rows) {
    this.#rows = rows;
    this.recordings = new Recordings(rows.recordings);
  }

  get(): WorkingSet {
    this.#current ??= new WorkingSet(this.#rows, this.recordings);
    return this.#current;
  }

  /** Forgets it, since it may be ahead of the disk. */
  drop(): void {
    this.#current = null;
    this.recordings.forget();
  }
}
