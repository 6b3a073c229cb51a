import type { HabitConclusion, SourceHabit } from '../domain/source-habit.ts';
import {
  between,
  type Duration,
  days,
  duration,
  type Instant,
  minutes,
  plus,
} from '../domain/time.ts';

/** How a source speaks, whatever it is called. */
type Habit = Omit<SourceHabit, 'name'>;

/** Heard for less time than this, a source has no habit yet. */
const LEARNED_FOR = days(1);
/** Nor where fewer of its longest pause fit into that time: it speaks too rarely to be missed. */
const PAUSES = 10;
/** It is missed after so many times its longest pause… */
const TIMES = 2;
/** … and no earlier than this. */
const AT_LEAST = minutes(30);

/** When a source is missed unless it speaks before; null: it is not expected to, or people know. */
export function missedAt(habit: Habit): Instant | null {
  if (habit.silentSince !== null || habit.atRest || !isHabit(habit)) return null;
  return plus(habit.lastAt, patience(habit));
}

/** How long after its last word it is missed: what Quell could not hear is not held against it. */
function patience({ longestPause, deaf }: Habit): Duration {
  return duration(Math.max(AT_LEAST, TIMES * longestPause) + deaf);
}

function isHabit({ firstAt, lastAt, longestPause }: Habit): boolean {
  const heardFor = between(firstAt, lastAt);
  return heardFor >= LEARNED_FOR && heardFor >= PAUSES * longestPause;
}

/** What is known of a source that says at `at` that something fires; null: nothing new. */
export function afterPause(habit: Habit, at: Instant): HabitConclusion | null {
  const known: HabitConclusion = { ...habit, silentSince: null, deaf: duration(0) };
  if (habit.silentSince !== null) {
    return { ...known, longestPause: pauseOfSilent(habit, at), backAt: at };
  }
  // What speaks again soon did so all the time: only a part of what fired had ended.
  const rested = habit.atRest && between(habit.lastAt, at) > patience(habit);
  const longestPause = pauseOf(habit, at);
  const isNews = rested || habit.deaf > 0 || longestPause > habit.longestPause;
  return isNews ? { ...known, firstAt: rested ? at : habit.firstAt, longestPause } : null;
}

/** A silence that was told is no habit. Two in a row with a single word between are: it speaks seldom now. */
function pauseOfSilent({ lastAt, longestPause, backAt }: Habit, at: Instant): Duration {
  return backAt === lastAt ? longer(longestPause, between(lastAt, at)) : longestPause;
}

function pauseOf(habit: Habit, at: Instant): Duration {
  const { lastAt, atRest, longestPause, deaf } = habit;
  const pause = between(lastAt, at);
  if (atRest) return pause <= AT_LEAST ? longer(longestPause, pause) : longestPause;
  // A known habit is not to suffer from our outage. Without one, too long a pause does less harm than one that is too short.
  return longer(longestPause, isHabit(habit) ? duration(pause - deaf) : pause);
}

/** What is known of a source that says at `at` that something is over; null: nothing new. */
export function afterEnd(habit: Habit, at: Instant): HabitConclusion | null {
  return habit.silentSince === null ? null : { ...habit, silentSince: null, backAt: at };
}

/** What is known of a source after Quell was deaf for so long. */
export function afterDeafness(habit: Habit, length: Duration): HabitConclusion {
  return { ...habit, deaf: duration(habit.deaf + length) };
}

function longer(a: Duration, b: Duration): Duration {
  return duration(Math.max(a, b));
}
