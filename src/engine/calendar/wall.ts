import { tzOffset } from '@date-fns/tz';
import type { Instant } from '../../domain/time.ts';

/** What clock and calendar on a wall show at an instant. */
export interface Wall {
  /** Of the day: 0 to 1439. */
  readonly minute: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly daysInMonth: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Whether there is such an IANA time zone. */
export function isTimezone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && !Number.isNaN(tzOffset(name, new Date(0)));
}

/** How far the wall clocks of the time zone are ahead of UTC, in milliseconds. */
export function offsetAt(timezone: string, at: Instant): number {
  return timezone === 'UTC' ? 0 : tzOffset(timezone, new Date(at)) * MINUTE;
}

// An engine asks many times about the same minute: each zone remembers the last one.
const latest = new Map<string, { readonly minute: number; readonly wall: Wall }>();

/** What the wall shows in the time zone. */
export function wallAt(timezone: string, at: Instant): Wall {
  const minute = Math.floor(at / MINUTE);
  const known = latest.get(timezone);
  if (known?.minute === minute) return known.wall;
  const wall = wallOf(at + offsetAt(timezone, at));
  latest.set(timezone, { minute, wall });
  return wall;
}

/** The UTC fields of a time that was moved by the zone's offset are the zone's own. */
function wallOf(moved: number): Wall {
  const date = new Date(moved);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return {
    minute: minuteOfDay(moved),
    weekday: date.getUTCDay(),
    day: date.getUTCDate(),
    month: month + 1,
    year,
    daysInMonth: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
  };
}

function minuteOfDay(moved: number): number {
  return Math.floor((((moved % DAY) + DAY) % DAY) / MINUTE);
}
