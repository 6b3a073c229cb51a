import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration, type Instant, instant } from '../../src/domain/time.ts';
import { afterPause, missedAt } from '../../src/engine/habit.ts';
import { lasting, NOON } from '../support/clock.ts';

/** So long before noon. */
const ago = (text: string): Instant => instant(NOON - lasting(text));
const LONG_AGO = ago('100d');

interface Heard {
  readonly first: string;
  readonly last: string;
  readonly pause: string | null;
  readonly silentSince?: string;
}

const habitOf = ({ first, last, pause, silentSince }: Heard) => ({
  firstAt: ago(first),
  lastAt: ago(last),
  longestPause: pause === null ? duration(0) : lasting(pause),
  silentSince: silentSince === undefined ? null : ago(silentSince),
});

const iso = (at: Instant | null) => (at === null ? null : new Date(at).toISOString().slice(0, 16));
const from = (last: string, length: string) => iso(instant(ago(last) + lasting(length)));

type Row = readonly [title: string, heard: Heard, missed: string | null, listening: Instant];

describe('when a source is missed', () => {
  it.each<Row>([
    [
      'after twice its longest pause',
      { first: '3d', last: '1h', pause: '20m' },
      from('1h', '40m'),
      LONG_AGO,
    ],
    [
      'no earlier than after half an hour, however often it speaks',
      { first: '3d', last: '1h', pause: '1m' },
      from('1h', '30m'),
      LONG_AGO,
    ],
    [
      'after half an hour where it never paused',
      { first: '3d', last: '1h', pause: null },
      from('1h', '30m'),
      LONG_AGO,
    ],
    ['never where it was heard once', { first: '3d', last: '3d', pause: null }, null, LONG_AGO],
    [
      'never where it was heard for less than a day',
      { first: '24h59m', last: '1h', pause: '15m' },
      null,
      LONG_AGO,
    ],
    [
      'where it was heard for just a day',
      { first: '25h', last: '1h', pause: '15m' },
      from('1h', '30m'),
      LONG_AGO,
    ],
    [
      'never where ten of its longest pause do not fit into the time that it is known',
      { first: '10d', last: '1h', pause: '1d' },
      null,
      LONG_AGO,
    ],
    [
      'where ten of its longest pause do fit into that time',
      { first: '11d', last: '1d', pause: '1d' },
      from('1d', '2d'),
      LONG_AGO,
    ],
    [
      'not again while people know of it',
      { first: '3d', last: '5h', pause: '20m', silentSince: '5h' },
      null,
      LONG_AGO,
    ],
    [
      'no earlier than so long after nobody listened',
      { first: '3d', last: '5h', pause: '20m' },
      from('1h', '40m'),
      ago('1h'),
    ],
    [
      'by its own pause where somebody listened all the time',
      { first: '3d', last: '1h', pause: '20m' },
      from('1h', '40m'),
      ago('1h1m'),
    ],
  ])('%s', (_, heard, missed, listening) => {
    expect(iso(missedAt(habitOf(heard), listening))).toBe(missed);
  });
});

describe('what is known of a source that speaks again', () => {
  it.each<Row>([
    [
      'is nothing new after a short pause',
      { first: '3d', last: '10m', pause: '20m' },
      null,
      LONG_AGO,
    ],
    [
      'is nothing new after the same pause',
      { first: '3d', last: '20m', pause: '20m' },
      null,
      LONG_AGO,
    ],
    ['is a longer pause', { first: '3d', last: '21m', pause: '20m' }, '21m', LONG_AGO],
    ['is its first pause', { first: '10m', last: '10m', pause: null }, '10m', LONG_AGO],
    [
      'is that it is back, and how long it was silent',
      { first: '3d', last: '5h', pause: '20m', silentSince: '5h' },
      '5h',
      LONG_AGO,
    ],
    [
      'is the whole silence, also where nobody listened for some of it',
      { first: '3d', last: '5h', pause: '20m', silentSince: '5h' },
      '5h',
      ago('1m'),
    ],
    [
      'is that it is back, where it paused for longer before',
      { first: '9d', last: '5h', pause: '6h', silentSince: '5h' },
      '6h',
      LONG_AGO,
    ],
    [
      'is no pause in which nobody listened',
      { first: '3d', last: '5h', pause: '20m' },
      null,
      ago('5m'),
    ],
    [
      'is the part of a pause in which somebody listened',
      { first: '3d', last: '5h', pause: '20m' },
      '30m',
      ago('30m'),
    ],
  ])('%s', (_, heard, pause, listening) => {
    const known = afterPause(habitOf(heard), NOON, listening);

    const expected = pause && { longestPause: lasting(pause), silentSince: null };
    expect(known).toEqual(expected);
  });
});

it('a source that keeps its habit is never missed, and one that stops is, whatever the habit', () => {
  const pauses = fc.array(fc.integer({ min: 1, max: 180 }), { minLength: 30, maxLength: 200 });
  fc.assert(
    fc.property(pauses, (minutes) => {
      let now = NOON;
      let habit = {
        ...habitOf({ first: '1h', last: '1h', pause: null }),
        firstAt: now,
        lastAt: now,
      };
      for (const pause of [...minutes, Math.max(...minutes)]) {
        now = instant(now + pause * 60_000);
        habit = { ...habit, ...afterPause(habit, now, LONG_AGO), lastAt: now };
      }
      const longest = Math.max(...minutes) * 60_000;
      const missed = missedAt(habit, LONG_AGO);
      const isKnown = now - NOON >= Math.max(lasting('1d'), 10 * longest);
      expect(habit.longestPause).toBe(longest);
      expect(missed === null).toBe(!isKnown);
      if (missed !== null) expect(missed - now).toBeGreaterThan(longest);
    }),
  );
});
