import { TZDateMini } from '@date-fns/tz';
import { addDays, isValid, set } from 'date-fns';
import { type Instant, instant } from '../../domain/time.ts';

/** Whose clock and calendar it is. */
export interface WallReader {
  readonly now: Instant;
  /** An IANA time zone. */
  readonly timezone: string;
}

/** A moment, and the words behind it. */
export interface WallTime {
  readonly at: Instant;
  readonly rest: string;
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const CLOCK = '([01]?\\d|2[0-3]):([0-5]\\d)';
const BY_DAY = new RegExp(
  `^(today|tomorrow|(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?)(?: (?:at )?${CLOCK})?(?=\\s|$)`,
  'i',
);
const BY_CLOCK = new RegExp(`^${CLOCK}(?=\\s|$)`);
/** When a day's work begins. */
const MORNING = { hours: 9, minutes: 0 };

interface Clock {
  readonly hours: number;
  readonly minutes: number;
}

/** Reads `18:00`, `tomorrow`, `tomorrow 09:00`, `monday`, `friday at 12:30`; else undefined. A day alone means 09:00. */
export function readWallTime(text: string, reader: WallReader): WallTime | undefined {
  const words = text.trim().replace(/\s+/g, ' ');
  const here = today(reader);
  const byDay = BY_DAY.exec(words);
  if (byDay) {
    const [matched, day = '', hour, minute] = byDay;
    const clock = hour === undefined ? MORNING : clockOf(hour, minute);
    return { at: onDay(here, day.toLowerCase(), clock), rest: words.slice(matched.length).trim() };
  }
  const byClock = BY_CLOCK.exec(words);
  if (!byClock) return undefined;
  const [matched, hour, minute] = byClock;
  const at = next(here, clockOf(hour, minute), reader.now);
  return { at, rest: words.slice(matched.length).trim() };
}

/** A zone that is not known here is as good as none. */
function today({ now, timezone }: WallReader): Date {
  const here = new TZDateMini(now, timezone);
  return isValid(here) ? here : new TZDateMini(now, 'UTC');
}

function clockOf(hour = '', minute = ''): Clock {
  return { hours: Number(hour), minutes: Number(minute) };
}

function onDay(here: Date, day: string, clock: Clock): Instant {
  return atClock(addDays(here, daysUntil(here, day)), clock);
}

/** A day of the week is never today: whoever means that writes it. */
function daysUntil(here: Date, day: string): number {
  if (day === 'today') return 0;
  if (day === 'tomorrow') return 1;
  const weekday = DAYS.findIndex((name) => name.startsWith(day.slice(0, 3)));
  return ((weekday - here.getDay() + 6) % 7) + 1;
}

/** When the clocks show it next. */
function next(here: Date, clock: Clock, now: Instant): Instant {
  const at = atClock(here, clock);
  return at > now ? at : atClock(addDays(here, 1), clock);
}

function atClock(day: Date, clock: Clock): Instant {
  return instant(set(day, { ...clock, seconds: 0, milliseconds: 0 }).getTime());
}
