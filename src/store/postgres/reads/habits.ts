import { type Duration, type Instant, later, plus, seconds } from '../../../domain/time.ts';
import { type HabitRow, habitOf } from '../../habits.ts';
import type { Store } from '../../store.ts';
import type { Database } from '../database.ts';
import { decodeText, encodeText } from '../text.ts';

/** How sources speak. */
export interface HabitReads extends Pick<Store, 'heardFrom' | 'habits' | 'concludeHabit'> {
  /** Writes all that was heard. */
  flushHabits(): Promise<void>;
}

/** What is heard of a source meanwhile is not written: one may send thousands of times a second. */
const WRITTEN_EVERY: Duration = seconds(10);

/** Reads and writes of the table `source_habit`. */
export function habitReads({ query }: Database): HabitReads {
  const written = new Map<string, Instant>();
  const unwritten = new Map<string, Instant>();
  const write = async (name: string, at: Instant) => {
    // Before it is through, so that those who hear it meanwhile do not write it too.
    written.set(name, at);
    try {
      await query(HEAR, [encodeText(name), at]);
    } catch (error) {
      written.delete(name);
      throw error;
    }
    if ((unwritten.get(name) ?? at) <= at) unwritten.delete(name);
  };
  const flush = async () => {
    for (const [name, at] of [...unwritten]) await write(name, at);
  };
  return {
    async heardFrom(name, at) {
      const last = written.get(name);
      if (last === undefined || at >= plus(last, WRITTEN_EVERY)) await write(name, at);
      else if (at > last) unwritten.set(name, later(at, unwritten.get(name) ?? at));
    },
    async habits() {
      await flush();
      return (await query<HabitRow>(ALL)).map((row) => habitOf(row, decodeText));
    },
    async concludeHabit(name, { longestPause, silentSince }) {
      await query(CONCLUDE, [encodeText(name), longestPause, silentSince]);
    },
    flushHabits: flush,
  };
}

const HEAR = `
  INSERT INTO source_habit (name, first_at, last_at, longest_pause) VALUES ($1, $2, $2, 0)
  ON CONFLICT (name) DO UPDATE SET last_at = greatest(source_habit.last_at, excluded.last_at)`;

const ALL = `SELECT name, first_at, last_at, longest_pause, silent_since FROM source_habit ORDER BY name`;

const CONCLUDE = 'UPDATE source_habit SET longest_pause = $2, silent_since = $3 WHERE name = $1';
