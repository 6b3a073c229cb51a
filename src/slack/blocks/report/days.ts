import { TZDateMini } from '@date-fns/tz';
import { addDays, isSameDay, isValid } from 'date-fns';
import type { NoiseReport } from '../../../domain/report.ts';
import { type Instant, instant } from '../../../domain/time.ts';

const NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const WEEK = 7;
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

type Reported = Pick<NoiseReport, 'from' | 'to' | 'timezone' | 'cardsPerDay'>;

/** The short name of a calendar day of a report, counted from 0: "Mon"; of more than a week with its date: "Mon 16". */
export function dayName({ from, timezone, cardsPerDay }: Reported, place: number): string {
  const day = addDays(dayAt(from, timezone), place);
  const name = NAMES[day.getDay()] ?? '';
  return cardsPerDay.length > WEEK ? `${name} ${day.getDate()}` : name;
}

/** "2 to 8 February", "28 January to 3 February", "8 February". */
export function dateRange({
  from,
  to,
  timezone,
}: Pick<Reported, 'from' | 'to' | 'timezone'>): string {
  const first = dayAt(from, timezone);
  const last = dayAt(instant(to - 1), timezone);
  if (isSameDay(last, first)) return dated(first);
  const isOneMonth =
    first.getMonth() === last.getMonth() && first.getFullYear() === last.getFullYear();
  return `${isOneMonth ? first.getDate() : dated(first)} to ${dated(last)}`;
}

/** By the wall of the report's time zone; where that is not known here, of UTC. */
function dayAt(at: Instant, timezone: string): Date {
  const here = new TZDateMini(at, timezone);
  return isValid(here) ? here : new TZDateMini(at, 'UTC');
}

function dated(day: Date): string {
  return `${day.getDate()} ${MONTHS[day.getMonth()]}`;
}
