import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimeInterval } from '../../../src/domain/calendar.ts';
import { instant } from '../../../src/domain/time.ts';
import { isWithin } from '../../../src/engine/calendar/interval.ts';
import { anInterval, at, intervalIn, start, wallMinute } from './around-turns.ts';

const nights = { times: [{ from: 22 * 60, to: 1440 }] };
const officeHours = { times: [{ from: 9 * 60, to: 17 * 60 }], weekdays: [{ from: 1, to: 5 }] };
const berlin = { timezone: 'Europe/Berlin' };
const smallHours = { times: [{ from: 120, to: 180 }], ...berlin };

const rows: readonly [rule: string, Partial<TimeInterval>, text: string, within: boolean][] = [
  ['an interval without parts holds always', {}, '2026-05-01T12:00Z', true],
  ['a time begins with its first minute', officeHours, '2026-05-01T09:00Z', true],
  ['a time has not begun a second before', officeHours, '2026-05-01T08:59:59Z', false],
  ['a time lasts to the end of its last minute', officeHours, '2026-05-01T16:59:59Z', true],
  ['a time is over at its end', officeHours, '2026-05-01T17:00Z', false],
  ['24:00 includes the last minute of the day', nights, '2026-05-01T23:59Z', true],
  ['24:00 ends with the day', nights, '2026-05-02T00:00Z', false],
  ['every part has to hold', officeHours, '2026-05-02T10:00Z', false],
  ['Sunday is 0', { weekdays: [{ from: 0, to: 0 }] }, '2026-05-03T10:00Z', true],
  ['one range of several is enough', { weekdays: pairs(0, 6) }, '2026-05-02T10:00Z', true],
  ['-1 is the last day of the month', { daysOfMonth: days(-1, -1) }, '2026-02-28T10:00Z', true],
  ['-1 is no other day', { daysOfMonth: days(-1, -1) }, '2026-02-27T10:00Z', false],
  ['-1 is the 29th in a leap year', { daysOfMonth: days(-1, -1) }, '2028-02-29T10:00Z', true],
  ['a range may end at the end', { daysOfMonth: days(20, -2) }, '2026-04-29T10:00Z', true],
  ['a range stops before its end', { daysOfMonth: days(20, -2) }, '2026-04-30T10:00Z', false],
  ['days go to the end of a short month', { daysOfMonth: days(28, 31) }, '2026-02-28T10:00Z', true],
  ['days past the end are none', { daysOfMonth: days(30, 31) }, '2026-02-28T10:00Z', false],
  ['days before the start are none', { daysOfMonth: days(-31, -29) }, '2026-02-01T10:00Z', false],
  ['-31 begins a short month', { daysOfMonth: days(-31, -28) }, '2026-02-01T10:00Z', true],
  ['months are a range', { months: days(3, 5) }, '2026-05-31T23:59Z', true],
  ['a month is over at its end', { months: days(3, 5) }, '2026-06-01T00:00Z', false],
  ['years are a range', { years: days(2025, 2026) }, '2026-12-31T23:59Z', true],
  ['a year is over at its end', { years: days(2025, 2026) }, '2027-01-01T00:00Z', false],
  ['the day is that of the zone', { ...berlin, months: days(6, 6) }, '2026-05-31T22:00Z', true],
  ['hours are those of summer', { ...officeHours, ...berlin }, '2026-07-01T07:00Z', true],
  ['hours are those of winter', { ...officeHours, ...berlin }, '2026-12-01T07:00Z', false],
  ['an hour that clocks skip is no time', smallHours, '2026-03-29T01:00Z', false],
  ['it is none before either', smallHours, '2026-03-29T00:59Z', false],
  ['an hour that clocks repeat holds first', smallHours, '2026-10-25T00:30Z', true],
  ['it holds again', smallHours, '2026-10-25T01:30Z', true],
  ['it is over after that', smallHours, '2026-10-25T02:00Z', false],
];

function days(from: number, to: number) {
  return [{ from, to }];
}

function pairs(...values: readonly number[]) {
  return values.map((value) => ({ from: value, to: value }));
}

describe('a time interval', () => {
  it.each(rows)('%s', (_, parts, text, within) => {
    expect(isWithin([anInterval(parts)], at(text))).toBe(within);
  });

  it('is one of several in a calendar, and none is in an empty one', () => {
    const calendar = [anInterval(officeHours), anInterval(nights)];

    expect(isWithin(calendar, at('2026-05-01T23:00Z'))).toBe(true);
    expect(isWithin(calendar, at('2026-05-01T20:00Z'))).toBe(false);
    expect(isWithin([], at('2026-05-01T20:00Z'))).toBe(false);
  });

  it('holds the same in a zone of another name, and in UTC where walls show the same', () => {
    const names = fc.constantFrom(
      ['Asia/Kolkata', 'Asia/Calcutta'],
      ['America/New_York', 'US/Eastern'],
      ['UTC', 'Etc/UTC'],
    );
    const where = start.chain((each) => fc.record({ from: fc.constant(each.from), names }));
    const world = where.chain((each) =>
      fc.record({
        interval: intervalIn(each.names[0] ?? ''),
        alias: fc.constant(each.names[1] ?? ''),
        moment: fc.nat({ max: 3 * 86_400_000 }).map((ms) => instant(each.from + ms)),
      }),
    );

    fc.assert(
      fc.property(world, ({ interval, alias, moment }) => {
        const within = isWithin([interval], moment);
        const shown = instant(wallMinute(interval.timezone, moment) * 60_000);

        expect(isWithin([{ ...interval, timezone: alias }], moment)).toBe(within);
        expect(isWithin([{ ...interval, timezone: 'UTC' }], shown)).toBe(within);
      }),
      { numRuns: 300 },
    );
  });
});
