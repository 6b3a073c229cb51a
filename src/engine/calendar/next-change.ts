import type { Calendar, Window } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/time.ts';
import { nextChangeOfInterval } from './interval-change.ts';
import { nextChangeOfWindow } from './window.ts';

/** All the times that a policy goes by. */
export interface Times {
  readonly calendars: readonly Calendar[];
  readonly windows: readonly Window[];
}

/**
 * The next moment after `from` at which any of them may begin or end. It is never later than the next one at which
 * something does; null: nothing will change any more.
 */
export function nextChange({ calendars, windows }: Times, from: Instant): Instant | null {
  let next: Instant | null = null;
  for (const interval of calendars.flat())
    next = sooner(next, nextChangeOfInterval(interval, from));
  for (const window of windows) next = sooner(next, nextChangeOfWindow(window, from));
  return next;
}

function sooner(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
