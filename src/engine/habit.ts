import {
  between,
  type Duration,
  days,
  duration,
  type Instant,
  later,
  minutes,
  plus,
} from '../domain/time.ts';

/** How a source speaks, as far as it was heard. */
interface Habit {
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly longestPause: Duration;
  /** Since when it is silent, as people were told; null: it is not. */
  readonly silentSince: Instant | null;
}

/** Heard for less time than this, a source has no habit yet. */
const LEARNED_FOR = days(1);
/** Nor where fewer of its longest pause fit into that time: it speaks too rarely to be missed. */
const PAUSES = 10;
/** It is missed after so many times its longest pause… */
const TIMES = 2;
/** … and no earlier than this. */
const AT_LEAST = minutes(30);

/**
 * When a source is missed unless it speaks before; null: it is not expected to, or people know. Nobody listened before
 * `listening`, so that no pause is older than that.
 */
export function missedAt(habit: Habit, listening: Instant): Instant | null {
  const { lastAt, longestPause, silentSince } = habit;
  if (silentSince !== null || !isHabit(habit)) return null;
  const longest = duration(Math.max(AT_LEAST, TIMES * longestPause));
  return plus(later(lastAt, listening), longest);
}

function isHabit({ firstAt, lastAt, longestPause }: Habit): boolean {
  const heardFor = between(firstAt, lastAt);
  return heardFor >= LEARNED_FOR && heardFor >= PAUSES * longestPause;
}

/** What is known of a source that speaks at `at`; null: nothing new. */
export function afterPause(
  { lastAt, longestPause, silentSince }: Habit,
  at: Instant,
  listening: Instant,
): Pick<Habit, 'longestPause' | 'silentSince'> | null {
  // People were told of that silence, so that somebody did listen.
  const pause = between(silentSince ?? later(lastAt, listening), at);
  if (pause <= longestPause && silentSince === null) return null;
  return { longestPause: duration(Math.max(pause, longestPause)), silentSince: null };
}
