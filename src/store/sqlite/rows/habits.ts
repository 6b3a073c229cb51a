import type { Database, Statement } from 'better-sqlite3';
import type { SourceHabit } from '../../../domain/source-habit.ts';
import { HABIT_COLUMNS, type HabitRow, habitOf } from '../../habits.ts';
import { decodeText, encodeText } from '../text.ts';

/** A habit as the driver takes it: it knows no truth. */
type SavedHabit = Omit<SourceHabit, 'atRest'> & { readonly atRest: 0 | 1 };

/** The table `source_habit`. */
export class HabitRows {
  readonly #all: Statement<[], HabitRow>;
  readonly #save: Statement<[SavedHabit]>;

  constructor(db: Database) {
    this.#all = db.prepare(`SELECT ${HABIT_COLUMNS} FROM source_habit`);
    this.#save = db.prepare(`
      REPLACE INTO source_habit (${HABIT_COLUMNS})
      VALUES (@name, @firstAt, @lastAt, @atRest, @longestPause, @deaf, @silentSince, @backAt)`);
  }

  all(): readonly SourceHabit[] {
    return this.#all.all().map((row) => habitOf(row, decodeText));
  }

  save(habit: SourceHabit): void {
    this.#save.run({ ...habit, name: encodeText(habit.name), atRest: habit.atRest ? 1 : 0 });
  }
}
