import { HABIT_COLUMNS, type HabitRow, habitOf } from '../../habits.ts';
import type { Store } from '../../store.ts';
import type { Database } from '../database.ts';
import { decodeText, encodeText } from '../text.ts';

/** Reads and writes of the table `source_habit`. */
export function habitReads({
  query,
}: Database): Pick<Store, 'heardFrom' | 'habits' | 'concludeHabit'> {
  return {
    async heardFrom(name, at, atRest) {
      await query(atRest ? REST : HEAR, [encodeText(name), at]);
    },
    habits: async () => (await query<HabitRow>(ALL)).map((row) => habitOf(row, decodeText)),
    async concludeHabit(name, { firstAt, longestPause, deaf, silentSince, backAt }) {
      const known = [firstAt, longestPause, deaf, silentSince, backAt];
      await query(CONCLUDE, [encodeText(name), ...known]);
    },
  };
}

const HEAR = `
  INSERT INTO source_habit (name, first_at, last_at) VALUES ($1, $2, $2)
  ON CONFLICT (name) DO UPDATE SET last_at = excluded.last_at, at_rest = false
  WHERE source_habit.last_at <= excluded.last_at`;

const REST = 'UPDATE source_habit SET at_rest = true WHERE name = $1 AND last_at <= $2';

const ALL = `SELECT ${HABIT_COLUMNS} FROM source_habit ORDER BY name`;

const CONCLUDE = `
  UPDATE source_habit SET first_at = $2, longest_pause = $3, deaf = $4, silent_since = $5, back_at = $6
  WHERE name = $1`;
