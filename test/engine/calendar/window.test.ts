import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Window } from '../../../src/domain/calendar.ts';
import { hours, type Instant, instant, minutes } from '../../../src/domain/time.ts';
import { faultOfCron } from '../../../src/engine/calendar/cron.ts';
import { isTimezone } from '../../../src/engine/calendar/wall.ts';
import { closingOf, isOpen, nextOpening } from '../../../src/engine/calendar/window.ts';
import { at, MINUTE, minutesOf, start, wallMinute } from './around-turns.ts';

function cron(text: string, open = hours(1), timezone = 'UTC'): Window {
  return { type: 'cron', cron: text, duration: open, timezone };
}

const once: Window = {
  type: 'once',
  startsAt: at('2026-05-01T10:00Z'),
  endsAt: at('2026-05-01T12:00Z'),
};
const sundays = cron('0 2 * * 0', hours(1), 'Europe/Berlin');
const skipped = cron('30 2 * * *', hours(1), 'Europe/Berlin');
const lateNight = cron('0 23 * * *', hours(3));
const touching = cron('*/30 2-3 * * *', minutes(30));
const overlapping = cron('0,20 2 * * *', minutes(45));
const always = cron('*/5 * * * *', minutes(5));
const never = cron('0 0 30 2 *');

describe('a window', () => {
  it.each([
    ['for once is open from its start', once, '2026-05-01T10:00Z', true],
    ['for once is not open before', once, '2026-05-01T09:59:59.999Z', false],
    ['for once is closed at its end', once, '2026-05-01T12:00Z', false],
    ['opens at its run', sundays, '2026-05-03T00:00Z', true],
    ['is not open before its run', sundays, '2026-05-02T23:59:59.999Z', false],
    ['is open for its duration', sundays, '2026-05-03T00:59:59.999Z', true],
    ['closes after its duration', sundays, '2026-05-03T01:00Z', false],
    ['opens by the winter clock', sundays, '2026-12-06T01:00Z', true],
    ['reaches into the next day', lateNight, '2026-05-02T01:59Z', true],
    ['opens when the clocks have skipped its time', skipped, '2026-03-29T01:00Z', true],
    ['is open as long as ever then', skipped, '2026-03-29T01:59Z', true],
    ['opens at the first of two equal times', skipped, '2026-10-25T00:30Z', true],
    ['does not open at the second', skipped, '2026-10-25T01:30Z', false],
    ['is open between runs that overlap', overlapping, '2026-05-01T02:50Z', true],
    ['is open where runs touch', touching, '2026-05-01T02:30Z', true],
    ['that opens all the time is open', always, '2026-05-01T02:32Z', true],
    ['that never opens is closed', never, '2026-05-01T02:30Z', false],
  ])('%s', (_, window, text, open) => {
    expect(isOpen(window, at(text))).toBe(open);
  });

  it.each([
    ['for once closes at its end', once, '2026-05-01T10:30Z', '2026-05-01T12:00Z'],
    ['that is not open does not close', once, '2026-05-01T09:30Z', null],
    ['that is over does not close', once, '2026-05-01T12:00Z', null],
    ['closes after its duration', sundays, '2026-05-03T00:10Z', '2026-05-03T01:00Z'],
    [
      'whose runs overlap closes after the last',
      overlapping,
      '2026-05-01T02:01Z',
      '2026-05-01T03:05Z',
    ],
    ['whose runs touch closes after the last', touching, '2026-05-01T02:01Z', '2026-05-01T04:00Z'],
    ['that has not begun does not close', touching, '2026-05-01T01:59Z', null],
    ['that opens all the time has no end', always, '2026-05-01T02:01Z', null],
    ['that never opens does not close', never, '2026-05-01T02:01Z', null],
  ])('%s', (_, window, from, closing) => {
    expect(closingOf(window, at(from))).toBe(closing === null ? null : at(closing));
  });

  it.each([
    ['for once opens at its start', once, '2026-05-01T09:30Z', '2026-05-01T10:00Z'],
    ['for once never opens again', once, '2026-05-01T10:00Z', null],
    [
      'that ends where it starts never opens',
      { ...once, endsAt: once.startsAt },
      '2026-05-01T09:30Z',
      null,
    ],
    ['opens at its next run', sundays, '2026-05-01T00:00Z', '2026-05-03T00:00Z'],
    ['opens again after it closed', sundays, '2026-05-03T00:00Z', '2026-05-10T00:00Z'],
    ['whose runs touch opens once', touching, '2026-05-01T02:00Z', '2026-05-02T02:00Z'],
    ['that opens all the time never opens', always, '2026-05-01T02:01Z', null],
    ['without a run never opens', never, '2026-05-01T02:01Z', null],
  ])('%s next', (_, window, from, opening) => {
    expect(nextOpening(window, at(from))).toBe(opening === null ? null : at(opening));
  });

  it('is the same whatever was asked before', () => {
    expect(isOpen(sundays, at('2026-05-10T00:30Z'))).toBe(true);
    expect(isOpen(sundays, at('2026-05-03T00:30Z'))).toBe(true);
    expect(isOpen(sundays, at('2026-05-04T00:30Z'))).toBe(false);
    expect(isOpen(sundays, at('2026-05-10T00:30Z'))).toBe(true);
  });
});

interface Plan {
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly weekdays: readonly number[];
  readonly open: number;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  hours: fc.uniqueArray(fc.constantFrom(0, 1, 2, 3, 12, 23), { minLength: 1, maxLength: 3 }),
  minutes: fc.uniqueArray(fc.constantFrom(0, 15, 30, 59), { minLength: 1, maxLength: 2 }),
  weekdays: fc.uniqueArray(fc.nat({ max: 6 }), { maxLength: 3 }),
  open: fc.constantFrom(1, 10, 15, 45, 60, 61, 180, 1500),
});

/** By the words of the rule, minute for minute: at its times, once where they repeat, and after the gap where they are skipped. */
function runsOf(wanted: Plan, zone: string, moments: readonly Instant[]): ReadonlySet<Instant> {
  const seen = new Set<number>();
  const isRun = (minute: number) => {
    const date = new Date(minute * MINUTE);
    return (
      !seen.has(minute) &&
      wanted.hours.includes(date.getUTCHours()) &&
      wanted.minutes.includes(date.getUTCMinutes()) &&
      (wanted.weekdays.length === 0 || wanted.weekdays.includes(date.getUTCDay()))
    );
  };
  const runs = new Set<Instant>();
  let before: number | undefined;
  for (const moment of moments) {
    const shown = wallMinute(zone, moment);
    for (let minute = Math.min((before ?? shown - 1) + 1, shown); minute <= shown; minute++) {
      if (isRun(minute)) runs.add(moment);
      seen.add(minute);
    }
    before = shown;
  }
  return runs;
}

describe('a window of many runs', () => {
  it('is open for its duration from each run, in any zone on any day', () => {
    fc.assert(
      fc.property(start, plan, ({ zone, from }, wanted) => {
        const moments = minutesOf(from, 3);
        const runs = runsOf(wanted, zone, moments);
        const text = `${wanted.minutes} ${wanted.hours} * * ${wanted.weekdays.join(',') || '*'}`;
        const window = cron(text, minutes(wanted.open), zone);

        let openUntil: number = from;
        const wrong = moments.slice().filter((moment) => {
          if (runs.has(moment)) openUntil = moment + wanted.open * MINUTE;
          // What ran before the first minute is not known here.
          if (moment < from + wanted.open * MINUTE) return false;
          return isOpen(window, moment) !== moment < openUntil;
        });

        expect(wrong.map((moment) => new Date(moment).toISOString())).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('closes when it says, and opens when it says', () => {
    fc.assert(
      fc.property(start, plan, fc.nat({ max: 2_000 }), ({ zone, from }, wanted, later) => {
        const window = cron(
          `${wanted.minutes} ${wanted.hours} * * *`,
          minutes(Math.min(wanted.open, 61)),
          zone,
        );
        const moment = instant(from + later * MINUTE);
        const change = isOpen(window, moment)
          ? closingOf(window, moment)
          : nextOpening(window, moment);
        if (change === null) throw new Error('a daily window opens and closes');
        const rest = minutesOf(moment, 3).filter((each) => each < change);

        expect(new Set(rest.map((each) => isOpen(window, each))).size).toBe(1);
        expect(isOpen(window, change)).toBe(!isOpen(window, moment));
      }),
      { numRuns: 100 },
    );
  });
});

describe('what a window is written with', () => {
  it.each(['0 2 * * 0', '*/5 8-18 * * 1-5', '0 2 * * MON', '0 2 L * *'])(
    '%s is a cron expression',
    (text) => {
      expect(faultOfCron(text)).toBeUndefined();
    },
  );

  it.each(['', '61 * * * *', '0 2 * *', '0 0 2 * * *', 'every day'])(
    '%j is none, and the fault says what to write',
    (text) => {
      expect(faultOfCron(text)).toMatch(/is not a cron expression \(.+\)\. Write five fields/);
    },
  );

  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Etc/GMT-2', true],
    ['Europe/Atlantis', false],
    ['+02:00', false],
    ['', false],
  ])('%j is a time zone: %s', (name, known) => {
    expect(isTimezone(name)).toBe(known);
  });
});
