import { type Duration, type Instant, instant } from '../domain/time.ts';

/** An instant as RFC 3339 in UTC. */
export function rfc3339(at: Instant): string {
  return new Date(at).toISOString();
}

/** The same, or null. */
export function rfc3339OrNull(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : rfc3339(at);
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** A duration as people and Prometheus write it: `1h30m`. */
export function durationText(length: Duration): string {
  let rest: number = length;
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text || '0s';
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

/** Reads an RFC 3339 time; anything else is undefined. */
export function parseInstant(text: string): Instant | undefined {
  const at = RFC_3339.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : instant(at);
}
