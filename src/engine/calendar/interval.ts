import type { Calendar, Range, TimeInterval } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/time.ts';
import { type Wall, wallAt } from './wall.ts';

/** Whether the moment is in one of the calendar's intervals. */
export function isWithin(calendar: Calendar, at: Instant): boolean {
  return calendar.some((interval) => isInInterval(interval, at));
}

/** Whether every part of the interval that is given holds at the moment, as walls show it in the interval's time zone. */
export function isInInterval(interval: TimeInterval, at: Instant): boolean {
  const wall = wallAt(interval.timezone, at);
  return (
    holds(interval.times, (time) => wall.minute >= time.from && wall.minute < time.to) &&
    holds(interval.weekdays, (range) => isIn(range, wall.weekday)) &&
    holds(interval.daysOfMonth, (range) => isDayIn(range, wall)) &&
    holds(interval.months, (range) => isIn(range, wall.month)) &&
    holds(interval.years, (range) => isIn(range, wall.year))
  );
}

function holds(ranges: readonly Range[], test: (range: Range) => boolean): boolean {
  return ranges.length === 0 || ranges.some(test);
}

function isIn(range: Range, value: number): boolean {
  return value >= range.from && value <= range.to;
}

/** Days count from the month's end where they are negative, and never reach into another month. */
function isDayIn(range: Range, { day, daysInMonth }: Wall): boolean {
  const from = fromStart(range.from, daysInMonth);
  return from <= daysInMonth && isIn({ from, to: fromStart(range.to, daysInMonth) }, day);
}

function fromStart(day: number, daysInMonth: number): number {
  return day < 0 ? daysInMonth + day + 1 : day;
}
