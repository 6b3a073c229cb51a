import type { Instant } from '../../domain/time.ts';

/** All times in examples are of this year; other numbers are no times. */
const BEGIN = Date.parse('2026-01-01T00:00:00Z');
const END = Date.parse('2027-01-01T00:00:00Z');

/** The example with its times moved, so that the latest is now: what began long ago would not be taken as new. */
export function movedTo(now: Instant, example: unknown): unknown {
  const latest = Math.max(...timesIn(example));
  return Number.isFinite(latest) ? moved(example, now - latest) : example;
}

/** To the second, and what may stand after it. */
const TIME = /\b(2026-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?/g;

function timesIn(value: unknown): readonly number[] {
  if (typeof value === 'string') {
    return [...value.matchAll(TIME)].map(([, time = '', offset]) => millisecondsOf(time, offset));
  }
  if (typeof value === 'number') return UNITS.map((unit) => value / unit).filter(isTime);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(timesIn);
}

function moved(value: unknown, by: number): unknown {
  if (typeof value === 'string') {
    return value.replace(TIME, (all, time: string) => movedText(time, by) + all.slice(time.length));
  }
  if (typeof value === 'number') return movedNumber(value, by);
  if (Array.isArray(value)) return value.map((each) => moved(each, by));
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).map(([name, each]) => [name, moved(each, by)]);
  return Object.fromEntries(pairs);
}

/** An offset after it stays, so that it moves as if it were UTC. */
function movedText(time: string, by: number): string {
  const text = new Date(millisecondsOf(time) + by).toISOString().slice(0, time.length);
  return time.includes('T') ? text : text.replace('T', ' ');
}

function millisecondsOf(time: string, offset = 'Z'): number {
  const [, hours, minutes] = /^([+-]\d\d):?(\d\d)$/.exec(offset) ?? [];
  const zone = hours === undefined ? 'Z' : `${hours}:${minutes}`;
  return Date.parse(`${time.replace(' ', 'T')}${zone}`);
}

/** Seconds, milliseconds and nanoseconds since 1970, by how many of them a millisecond has. */
const UNITS = [1 / 1_000, 1, 1_000_000] as const;

function movedNumber(value: number, by: number): number {
  const unit = UNITS.find((each) => isTime(value / each));
  return unit === undefined ? value : Math.floor(value + by * unit);
}

function isTime(milliseconds: number): boolean {
  return milliseconds >= BEGIN && milliseconds < END;
}
