import type { Database, Statement } from 'better-sqlite3';
import { type HabitRow, habitOf } from '../../habits.ts';
import type { SourceHabit } from '../../store.ts';
import { decodeText, encodeText } from '../text.ts';

/** The table `source_habit`. */
export class HabitRows {
  readonly #all: Statement<[], HabitRow>;
  readonly #save: Statement<[string, number, number, number, number | null]>;

  constructor(db: Database) {
    this.#all = db.prepare('SELECT * FROM source_habit');
    this.#save = db.prepare(`
      INSERT INTO source_habit VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
      SET first_at = excluded.first_at, last_at = excluded.last_at, longest_pause = excluded.longest_pause,
        silent_since = excluded.silent_since`);
  }

  all(): readonly SourceHabit[] {
    return this.#all.all().map((row) => habitOf(row, decodeText));
  }

  save({ name, firstAt, lastAt, longestPause, silentSince }: SourceHabit): void {
    this.#save.run(encodeText(name), firstAt, lastAt, longestPause, silentSince);
  }
}
