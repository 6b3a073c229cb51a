import type { Silence } from '../../domain/silence.ts';
import { duration } from './words.ts';

type Repeats = NonNullable<Silence['repeats']>;

/** Repeated planned work, in words where they are simple; else the cron expression as its author wrote it. */
export interface RepeatsShown {
  readonly words: string;
  /** What stands behind the words as code; null: they say it all. */
  readonly cron: string | null;
}

const DAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];
const DAY = 24 * 60;

/** "Sundays 02:00 to 03:00, Europe/Berlin". */
export function repeatsOf({ cron, duration: time, timezone }: Repeats): RepeatsShown {
  const fields = cron.trim().split(/\s+/);
  const [minute = '', hour = '', ...days] = fields;
  const named = daysOf(days.join(' '));
  const start = Number(hour) * 60 + Number(minute);
  const isSimple = /^\d{1,2}$/.test(minute) && /^\d{1,2}$/.test(hour) && time % 60_000 === 0;
  const end = start + time / 60_000;
  if (named === null || !isSimple || start >= DAY || end > start + DAY) {
    return { words: `for ${duration(time)} at each, ${timezone}`, cron };
  }
  return { words: `${named} ${clock(start)} to ${clock(end)}, ${timezone}`, cron: null };
}

/** On which days, for a day of the month, a month and days of the week; null: not in few words. */
function daysOf(days: string): string | null {
  if (days === '* * *') return 'daily';
  if (days === '* * 1-5') return 'weekdays';
  const [, list] = /^\* \* ([0-7](?:,[0-7])*)$/.exec(days) ?? [];
  if (list === undefined) return null;
  return list
    .split(',')
    .map((day) => DAYS[Number(day) % 7])
    .join(', ');
}

function clock(minutes: number): string {
  const hour = Math.floor(minutes / 60) % 24;
  return [hour, minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
