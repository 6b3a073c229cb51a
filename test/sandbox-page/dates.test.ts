import { describe, expect, it } from 'vitest';
import {
  clockTime,
  dayHeading,
  formatDate,
  fromLocalInput,
  localInput,
} from '../../src/sandbox/page/dates.ts';

const now = Date.parse('2026-02-10T14:46:00Z');
const utc = { now, tz: 'UTC' };
const seconds = (iso: string): number => Date.parse(iso) / 1000;

describe('formatDate', () => {
  it.each([
    ['{date_num}', '2026-02-10'],
    ['{date_slash}', '02/10/2026'],
    ['{date}', 'February 10th'],
    ['{date_short}', 'Feb 10th'],
    ['{date_long}', 'Tuesday, February 10th'],
    ['{date_short_pretty} {time}', 'Today 14:02'],
    ['until {date_short_pretty} {time}', 'until today 14:02'],
    ['\u200B{date_pretty}', '\u200Btoday'],
    ['{time_secs}', '14:02:05'],
    ['{ago}', '44 min ago'],
    ['{unknown} stays', '{unknown} stays'],
  ])('writes %s as %s', (format, expected) => {
    expect(formatDate(seconds('2026-02-10T14:02:05Z'), format, utc)).toBe(expected);
  });

  it.each([
    ['2026-02-09T23:59:00Z', 'Yesterday'],
    ['2026-02-11T00:00:00Z', 'Tomorrow'],
    ['2026-01-22T12:00:00Z', 'Jan 22nd'],
    ['2025-11-13T12:00:00Z', 'Nov 13th, 2025'],
  ])('writes the pretty day of %s as %s', (iso, expected) => {
    expect(formatDate(seconds(iso), '{date_short_pretty}', utc)).toBe(expected);
  });

  it('uses the reader’s own day and clock', () => {
    const view = { now, tz: 'Asia/Tokyo' };

    expect(formatDate(seconds('2026-02-10T15:30:00Z'), '{date_pretty} {time}', view)).toBe(
      'Tomorrow 00:30',
    );
  });

  it('falls back to UTC for a zone that nobody knows', () => {
    expect(clockTime(now, 'Nowhere/At_All')).toBe('14:46');
  });
});

it.each([
  ['2026-02-10T10:00:00Z', 'Today'],
  ['2026-02-09T10:00:00Z', 'Yesterday'],
])('heads the day of %s with %s', (iso, heading) => {
  expect(dayHeading(Date.parse(iso), utc)).toBe(heading);
});

it('heads a day with its weekday when it is far', () => {
  expect(dayHeading(Date.parse('2026-01-01T10:00:00Z'), utc)).toBe('Thursday, January 1st');
});

it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'])(
  'reads back what a date field of %s was given',
  (tz) => {
    const at = Date.parse('2026-07-10T14:46:00Z');

    expect(fromLocalInput(localInput(at, tz), tz)).toBe(at);
  },
);

it('reads no moment from what is none', () => {
  expect(fromLocalInput('', 'UTC')).toBeUndefined();
});
