import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar, TimeInterval, Window } from '../../../src/domain/calendar.ts';
import { hours, type Instant, instant, minutes } from '../../../src/domain/time.ts';
import { isWithin } from '../../../src/engine/calendar/interval.ts';
import { nextChange, type Times } from '../../../src/engine/calendar/next-change.ts';
import { isOpen } from '../../../src/engine/calendar/window.ts';
import { anInterval, at, DAY, intervalIn, minutesOf, start } from './around-turns.ts';

const office = {
  times: [{ from: 540, to: 1020 }],
  weekdays: [{ from: 1, to: 5 }],
  timezone: 'Europe/Berlin',
};
const smallHours = { times: [{ from: 150, to: 160 }], timezone: 'Europe/Berlin' };
const early = { times: [{ from: 150, to: 240 }], timezone: 'Europe/Berlin' };

function onCalendar(parts: Partial<TimeInterval>): Times {
  return { calendars: [[anInterval(parts)]], windows: [] };
}

function onWindow(window: Window): Times {
  return { calendars: [], windows: [window] };
}

const once: Window = {
  type: 'once',
  startsAt: at('2026-05-01T10:00:10Z'),
  endsAt: at('2026-05-01T12:00Z'),
};
const always: Window = { type: 'cron', cron: '*/5 * * * *', duration: minutes(5), timezone: 'UTC' };

describe('the next change', () => {
  it.each<[string, Times, string, string | null]>([
    [
      'is none without calendars and windows',
      { calendars: [], windows: [] },
      '2026-05-01T00:00Z',
      null,
    ],
    ['is none of an interval that always holds', onCalendar({}), '2026-05-01T00:00Z', null],
    [
      'is none after the last year',
      onCalendar({ ...office, years: [{ from: 2020, to: 2025 }] }),
      '2026-05-01T00:00Z',
      null,
    ],
    [
      'is the end of the last year',
      onCalendar({ years: [{ from: 2020, to: 2026 }] }),
      '2026-12-31T00:00Z',
      '2027-01-01T00:00Z',
    ],
    ['is the beginning of the time', onCalendar(office), '2026-05-01T00:00Z', '2026-05-01T07:00Z'],
    ['is the end of the time', onCalendar(office), '2026-05-01T07:00Z', '2026-05-01T15:00Z'],
    ['passes over the weekend', onCalendar(office), '2026-05-01T15:00Z', '2026-05-04T07:00Z'],
    ['follows the clocks', onCalendar(office), '2026-10-23T15:00Z', '2026-10-26T08:00Z'],
    [
      'passes over a time that clocks skip',
      onCalendar(smallHours),
      '2026-03-28T12:00Z',
      '2026-03-30T00:30Z',
    ],
    [
      'is the turn where clocks skip a beginning',
      onCalendar(early),
      '2026-03-28T12:00Z',
      '2026-03-29T01:00Z',
    ],
    [
      'is the turn where clocks go back before it',
      onCalendar(early),
      '2026-10-25T00:40Z',
      '2026-10-25T01:00Z',
    ],
    [
      'comes again where clocks repeat a time',
      onCalendar(smallHours),
      '2026-10-25T00:40Z',
      '2026-10-25T01:30Z',
    ],
    ['is the start of a window', onWindow(once), '2026-05-01T00:00Z', '2026-05-01T10:00:10Z'],
    ['is the end of a window', onWindow(once), '2026-05-01T10:00:10Z', '2026-05-01T12:00Z'],
    ['is none after windows for once', onWindow(once), '2026-05-01T12:00Z', null],
    [
      'is none of a window that never opens',
      onWindow({ ...always, cron: '0 0 30 2 *' }),
      '2026-05-01T00:00Z',
      null,
    ],
    [
      'is the soonest of all',
      { ...onCalendar(office), windows: [once] },
      '2026-05-01T08:00Z',
      '2026-05-01T10:00:10Z',
    ],
  ])('%s', (_, times, from, change) => {
    expect(nextChange(times, at(from))).toBe(change === null ? null : at(change));
  });

  it.each<[string, Times, number]>([
    [
      'one day a year',
      onCalendar({ daysOfMonth: [{ from: 24, to: 24 }], months: [{ from: 12, to: 12 }] }),
      0.1,
    ],
    [
      'a day that does not exist',
      onCalendar({ daysOfMonth: [{ from: 31, to: 31 }], months: [{ from: 2, to: 2 }] }),
      0.1,
    ],
    ['a window that is always open', onWindow(always), 6],
  ])('is not looked for often, for %s', (_, times, timesADay) => {
    const looks = changesOf(times, at('2026-05-01T00:00Z'), at('2026-05-31T00:00Z'));

    expect(looks.length).toBeLessThanOrEqual(timesADay * 30);
  });

  it('never comes after something did change, in any zone on any day', () => {
    const world = start.chain(({ zone, from }) =>
      fc.record({
        from: fc.nat({ max: 3_600_000 }).map((ms) => instant(from + ms)),
        calendars: fc.array(fc.array(intervalIn(zone), { minLength: 1, maxLength: 2 }), {
          maxLength: 2,
        }),
        windows: fc.array(windowIn(zone, from), { maxLength: 2 }),
      }),
    );

    fc.assert(
      fc.property(world, ({ from, ...times }) => {
        const looks = new Set(changesOf(times, from, instant(from + 3 * DAY)));

        let state = stateOf(times, from);
        for (const moment of [...minutesOf(from, 3), ...looks].sort((a, b) => a - b)) {
          const now = stateOf(times, moment);
          const missed =
            now !== state && ![...looks].some((look) => look <= moment && look > moment - 60_000);
          expect(missed ? new Date(moment).toISOString() : null).toBeNull();
          state = now;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is not later when it was asked before for another time', () => {
    const calendar: Calendar = [anInterval(office)];
    const times = { calendars: [calendar], windows: [] };

    expect(nextChange(times, at('2026-05-04T12:00Z'))).toBe(at('2026-05-04T15:00Z'));
    expect(nextChange(times, at('2026-05-01T12:00Z'))).toBe(at('2026-05-01T15:00Z'));
    expect(nextChange(times, at('2026-05-01T16:00Z'))).toBe(at('2026-05-04T07:00Z'));
  });
});

/** Every moment at which somebody who follows the changes would look. */
function changesOf(times: Times, from: Instant, until: Instant): readonly Instant[] {
  const changes: Instant[] = [];
  let next = nextChange(times, from);
  while (next !== null && next <= until) {
    changes.push(next);
    const after = nextChange(times, next);
    if (after !== null && after <= next)
      throw new Error('a change comes after the moment asked for');
    next = after;
  }
  return changes;
}

function stateOf({ calendars, windows }: Times, moment: Instant): string {
  return [
    ...calendars.map((calendar) => isWithin(calendar, moment)),
    ...windows.map((window) => isOpen(window, moment)),
  ].join();
}

function windowIn(zone: string, from: Instant): fc.Arbitrary<Window> {
  const moment = fc.nat({ max: 4 * DAY }).map((ms) => instant(from + ms));
  return fc.oneof(
    fc.record({ type: fc.constant('once' as const), startsAt: moment, endsAt: moment }),
    fc.record({
      type: fc.constant('cron' as const),
      cron: fc.constantFrom(
        '30 2 * * *',
        '*/20 1-3 * * *',
        '0 0 * * 0',
        '15 */5 28-31 * *',
        '* 2 * * *',
      ),
      duration: fc.constantFrom(minutes(1), minutes(20), hours(1), hours(30)),
      timezone: fc.constant(zone),
    }),
  );
}
