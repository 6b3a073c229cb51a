import { Habits } from './habits.ts';
import { Recordings } from './recordings.ts';
import type { Rows } from './rows/rows.ts';
import { WorkingSet } from './working-set/working-set.ts';

/** The working set: read from the tables when first needed, and again after a commit failed. */
export class State {
  readonly recordings: Recordings;
  readonly habits: Habits;
  readonly #rows: Rows;
  #current: WorkingSet | null = null;

  constructor(rows: Rows) {
    this.#rows = rows;
    this.recordings = new Recordings(rows.recordings);
    this.habits = new Habits(rows.habits);
  }

  get(): WorkingSet {
    this.#current ??= new WorkingSet(this.#rows, this);
    return this.#current;
  }

  /** Forgets it, since it may be ahead of the disk. */
  drop(): void {
    this.#current = null;
    this.recordings.forget();
    this.habits.forget();
  }
}
