import { days, hours, type Instant, plus } from '../../../domain/time.ts';

const NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The day that begins around a moment: midnight of most zones is less than half a day from that of UTC. */
function dayAt(start: Instant): Date {
  return new Date(plus(start, hours(12)));
}

/** The short name of a day of a report, counted from 0: "Mon". */
export function dayName(from: Instant, place: number): string {
  return NAMES[dayAt(plus(from, days(place))).getUTCDay()] ?? '';
}

/** "2 to 8 February", "28 January to 3 February", "8 February". */
export function dateRange(from: Instant, to: Instant): string {
  const first = dayAt(from);
  const last = dayAt(plus(to, days(-1)));
  if (last <= first) return dated(first);
  const isOneMonth =
    first.getUTCMonth() === last.getUTCMonth() && first.getUTCFullYear() === last.getUTCFullYear();
  return `${isOneMonth ? first.getUTCDate() : dated(first)} to ${dated(last)}`;
}

function dated(day: Date): string {
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
}
