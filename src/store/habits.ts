import type { SourceHabit } from '../domain/source-habit.ts';
import { duration, type Instant, instant } from '../domain/time.ts';

/** What is known of a source that speaks for the first time. */
function firstHeard(name: string, at: Instant): SourceHabit {
  return {
    name,
    firstAt: at,
    lastAt: at,
    atRest: false,
    longestPause: duration(0),
    deaf: duration(0),
    silentSince: null,
    backAt: null,
  };
}

/** What is known of a source once it spoke, or said that something is over; what it says late says nothing new. */
export function heardAt(
  habit: SourceHabit | undefined,
  { name, at, atRest }: Pick<SourceHabit, 'name' | 'atRest'> & { readonly at: Instant },
): SourceHabit | undefined {
  if (!habit) return atRest ? undefined : firstHeard(name, at);
  const { lastAt } = habit;
  if (at < lastAt || (at === lastAt && atRest === habit.atRest)) return habit;
  return { ...habit, lastAt: atRest ? lastAt : at, atRest };
}

/** What is read of a source's habit; one store knows truth as a number, the other as itself. */
export interface HabitRow {
  readonly name: string;
  readonly first_at: number;
  readonly last_at: number;
  readonly at_rest: number | boolean;
  readonly longest_pause: number;
  readonly deaf: number;
  readonly silent_since: number | null;
  readonly back_at: number | null;
}

/** The columns of a habit, in the order of its values. */
export const HABIT_COLUMNS =
  'name, first_at, last_at, at_rest, longest_pause, deaf, silent_since, back_at';

/** The habit that a row holds, whose texts are encoded in the store's own way. */
export function habitOf(row: HabitRow, decode: (text: string) => string): SourceHabit {
  return {
    name: decode(row.name),
    firstAt: instant(row.first_at),
    lastAt: instant(row.last_at),
    atRest: Boolean(row.at_rest),
    longestPause: duration(row.longest_pause),
    deaf: duration(row.deaf),
    silentSince: row.silent_since === null ? null : instant(row.silent_since),
    backAt: row.back_at === null ? null : instant(row.back_at),
  };
}
