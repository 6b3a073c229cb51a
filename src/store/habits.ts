import { duration, type Instant, instant } from '../domain/time.ts';
import type { SourceHabit } from './store.ts';

/** What is known of a source that speaks for the first time. */
export function firstHeard(name: string, at: Instant): SourceHabit {
  return { name, firstAt: at, lastAt: at, longestPause: duration(0), silentSince: null };
}

/** The same once it spoke again. */
export function heardAgain(habit: SourceHabit, at: Instant): SourceHabit {
  return at > habit.lastAt ? { ...habit, lastAt: at } : habit;
}

/** What is read of a source's habit. */
export interface HabitRow {
  readonly name: string;
  readonly first_at: number;
  readonly last_at: number;
  readonly longest_pause: number;
  readonly silent_since: number | null;
}

/** The habit that a row holds, whose texts are encoded in the store's own way. */
export function habitOf(row: HabitRow, decode: (text: string) => string): SourceHabit {
  return {
    name: decode(row.name),
    firstAt: instant(row.first_at),
    lastAt: instant(row.last_at),
    longestPause: duration(row.longest_pause),
    silentSince: row.silent_since === null ? null : instant(row.silent_since),
  };
}
