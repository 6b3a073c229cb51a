import type { Database, Statement } from 'better-sqlite3';
import { type Instant, minutes } from '../../../domain/time.ts';

/** Rows that are numbered as they come, each with the time when it came. */
export interface Series {
  readonly table: 'recording' | 'incident';
  readonly id: 'id' | 'number';
  readonly at: 'at' | 'opened_at';
}

/** By how much the clock may have been set back between two rows. */
const SET_BACK = minutes(10);

/** Finds rows by time without an index on it: times rise with the numbers, but for a clock that is set back. */
export class Positions {
  readonly #next: Statement<[number], { id: number; at: number }>;
  readonly #last: Statement<[], { id: number | null }>;

  constructor(db: Database, { table, id, at }: Series) {
    this.#next = db.prepare(
      `SELECT ${id} AS id, ${at} AS at FROM ${table} WHERE ${id} >= ? ORDER BY ${id} LIMIT 1`,
    );
    this.#last = db.prepare(`SELECT max(${id}) AS id FROM ${table}`);
  }

  /** No row before this one is of this time or later. */
  allSince(at: Instant): number {
    return this.#firstSince(at - SET_BACK);
  }

  /** No row after this one is of before this time. */
  allBefore(at: Instant): number {
    // Not the number found, but that of its row: rows between the two are still to be written.
    const later = this.#next.get(this.#firstSince(at + SET_BACK));
    return later ? later.id - 1 : Number.MAX_SAFE_INTEGER;
  }

  /** The first number from which on rows are of this time or later, as if no clock was ever set back. */
  #firstSince(at: number): number {
    let low = 0;
    let high = this.#lastId() + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = this.#next.get(middle);
      if (!row || row.at >= at) high = middle;
      else low = row.id + 1;
    }
    return low;
  }

  #lastId(): number {
    return this.#last.get()?.id ?? 0;
  }
}
