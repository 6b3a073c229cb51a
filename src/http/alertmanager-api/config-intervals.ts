import type { Calendar, Range, TimeInterval } from '../../domain/calendar.ts';
import type { Policy } from '../../domain/policy.ts';

/** Named calendars as Alertmanager's `time_intervals`. */
export function timeIntervals(calendars: Policy['calendars']) {
  return Object.entries(calendars).map(([name, calendar]) => intervalFrom(name, calendar));
}

function intervalFrom(name: string, calendar: Calendar) {
  return { name, time_intervals: calendar.map(partsOf) };
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Only what is given: an empty list would mean never. */
function partsOf(interval: TimeInterval) {
  const { times, weekdays, daysOfMonth, months, years, timezone } = interval;
  const day = (number: number) => WEEKDAYS[number] ?? String(number);
  const parts = {
    times: times.map(({ from, to }) => ({ start_time: timeText(from), end_time: timeText(to) })),
    weekdays: weekdays.map((range) => rangeText(range, day)),
    days_of_month: daysOfMonth.map((range) => rangeText(range)),
    months: months.map((range) => rangeText(range)),
    years: years.map((range) => rangeText(range)),
  };
  const given = Object.entries(parts).filter(([, ranges]) => ranges.length > 0);
  return { ...Object.fromEntries(given), location: timezone };
}

function rangeText({ from, to }: Range, text: (value: number) => string = String): string {
  return from === to ? text(from) : `${text(from)}:${text(to)}`;
}

function timeText(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
}
