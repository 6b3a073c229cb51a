import type { TimeInterval } from '../../domain/calendar.ts';
import { days, type Instant, instant, minutes, plus } from '../../domain/time.ts';
import { isInInterval } from './interval.ts';
import { offsetAt, wallAt } from './wall.ts';

const DAY = days(1);
const MINUTE = minutes(1);
// An interval that stays as it is for so long is looked at again then.
const DAYS_AHEAD = 62;

interface Known {
  readonly from: Instant;
  readonly next: Instant | null;
}

const latest = new WeakMap<TimeInterval, Known>();

/** The next moment at which the interval may begin or end, never too late; null where it has none left. */
export function nextChangeOfInterval(interval: TimeInterval, from: Instant): Instant | null {
  const known = latest.get(interval);
  if (known && known.from <= from && (known.next === null || from < known.next)) return known.next;
  const next = isSettled(interval, from) ? null : lookAhead(interval, from);
  latest.set(interval, { from, next });
  return next;
}

/** Whether it holds always, or its last year is over. */
function isSettled(interval: TimeInterval, from: Instant): boolean {
  const { times, weekdays, daysOfMonth, months, years } = interval;
  if (years.length === 0) {
    return [times, weekdays, daysOfMonth, months].every((ranges) => ranges.length === 0);
  }
  const { year } = wallAt(interval.timezone, from);
  return years.every(({ to }) => to < year);
}

function lookAhead(interval: TimeInterval, from: Instant): Instant {
  const before = isInInterval(interval, from);
  for (let day = 0; day < DAYS_AHEAD; day++) {
    const moments = momentsOfDay(interval, instant(from + day * DAY));
    const change = moments.find((moment) => isInInterval(interval, moment) !== before);
    if (change !== undefined) return change;
  }
  return instant(from + DAYS_AHEAD * DAY);
}

/** Every moment of the 24 hours after `from` at which the interval could change, in order. */
function momentsOfDay(interval: TimeInterval, from: Instant): readonly Instant[] {
  const until = plus(from, DAY);
  const early = offsetAt(interval.timezone, from);
  const late = offsetAt(interval.timezone, until);
  const boundaries = boundariesOf(interval);
  const turn = early === late ? until : turnBetween(interval.timezone, from, until);
  const moments = [
    ...boundaries.map((boundary) => nextTime(boundary, from, early)).filter((at) => at <= turn),
    ...(turn < until ? [turn] : []),
    ...boundaries.map((boundary) => nextTime(boundary, turn, late)).filter((at) => at <= until),
  ];
  return moments.sort((a, b) => a - b);
}

/** The minutes of the day at which it may begin or end; midnight, where it is about days. */
function boundariesOf({ times, ...dates }: TimeInterval): readonly number[] {
  const byDay = [dates.weekdays, dates.daysOfMonth, dates.months, dates.years];
  const midnight = byDay.some((ranges) => ranges.length > 0) ? [0] : [];
  return [...new Set([...midnight, ...times.flatMap(({ from, to }) => [from, to])])];
}

/** When walls with this offset show this minute of the day for the first time after the moment. */
function nextTime(boundary: number, after: Instant, offset: number): Instant {
  const passed = (after + offset - boundary * MINUTE) % DAY;
  return instant(after + DAY - ((passed + DAY) % DAY));
}

/** The minute at which the clocks are put forward or back, somewhere after `from` and not after `until`. */
function turnBetween(timezone: string, from: Instant, until: Instant): Instant {
  const early = offsetAt(timezone, from);
  let [before, after] = [Math.floor(from / MINUTE), Math.ceil(until / MINUTE)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(timezone, instant(middle * MINUTE)) === early) before = middle;
    else after = middle;
  }
  return instant(after * MINUTE);
}
