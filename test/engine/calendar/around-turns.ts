import fc from 'fast-check';
import type { Range, TimeInterval } from '../../../src/domain/calendar.ts';
import { type Instant, instant } from '../../../src/domain/time.ts';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** The moment of a text such as `2026-03-29T01:00Z`. */
export const at = (text: string): Instant => instant(Date.parse(text));

/** Noon in UTC a day before clocks are changed in one of the zones, or a plain day. */
export const start: fc.Arbitrary<{ zone: string; from: Instant }> = fc.oneof(
  fc.record({
    zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
    from: fc.constantFrom(
      ...['2026-03-07', '2026-03-28', '2026-04-03', '2026-10-02', '2026-10-24', '2026-10-31'].map(
        (day) => at(`${day}T12:00Z`),
      ),
    ),
  }),
  fc.record({
    zone: fc.constantFrom('Asia/Kolkata', 'Pacific/Apia', 'America/St_Johns', 'UTC'),
    from: fc.constantFrom(at('2026-02-27T12:00Z'), at('2027-12-30T12:00Z')),
  }),
);

/** Every minute of so many days. */
export function minutesOf(from: Instant, days: number): readonly Instant[] {
  return Array.from({ length: (days * DAY) / MINUTE }, (_, index) =>
    instant(from + index * MINUTE),
  );
}

/** Zero to two ranges of numbers. */
function ranges(min: number, max: number): fc.Arbitrary<readonly Range[]> {
  const range = fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
    .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
  return fc.oneof(fc.constant([]), fc.array(range, { maxLength: 2 }));
}

const quarters = ranges(0, 96).map((times) =>
  times.map(({ from, to }) => ({ from: Math.min(from, 95) * 15, to: to * 15 })),
);

/** Any interval in the zone. */
export function intervalIn(zone: string): fc.Arbitrary<TimeInterval> {
  return fc.record({
    times: fc.oneof(quarters, ranges(0, 1440), ranges(90, 210)),
    weekdays: ranges(0, 6),
    daysOfMonth: fc.oneof(ranges(1, 31), ranges(-31, -1)),
    months: fc.oneof(fc.constant([]), ranges(1, 12)),
    years: fc.oneof(fc.constant([]), fc.constant([]), ranges(2025, 2028)),
    timezone: fc.constant(zone),
  });
}

/** An interval without any part but those given. */
export function anInterval(parts: Partial<TimeInterval>): TimeInterval {
  return {
    times: [],
    weekdays: [],
    daysOfMonth: [],
    months: [],
    years: [],
    timezone: 'UTC',
    ...parts,
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the wall clock shows, minutes since the epoch as if it were in UTC: read from the platform, not by the tested code. */
export function wallMinute(zone: string, moment: Instant): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  return Date.parse(`${format.format(moment).replace(' ', 'T')}Z`) / MINUTE;
}
