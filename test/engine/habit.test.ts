import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HabitConclusion } from '../../src/domain/source-habit.ts';
import { duration, type Instant, instant } from '../../src/domain/time.ts';
import { afterDeafness, afterEnd, afterPause, missedAt } from '../../src/engine/habit.ts';
import { lasting, NOON } from '../support/clock.ts';

/** So long before noon. */
const ago = (text: string): Instant => instant(NOON - lasting(text));

interface Heard {
  readonly first: string;
  readonly last: string;
  readonly pause?: string;
  readonly deaf?: string;
  readonly rests?: true;
  readonly isSilent?: true;
  readonly back?: string;
}

const lengthOf = (text: string | undefined) => (text === undefined ? duration(0) : lasting(text));

const habitOf = ({ first, last, pause, deaf, rests, isSilent, back }: Heard) => ({
  firstAt: ago(first),
  lastAt: ago(last),
  atRest: rests === true,
  longestPause: lengthOf(pause),
  deaf: lengthOf(deaf),
  silentSince: isSilent ? ago(last) : null,
  backAt: back === undefined ? null : ago(back),
});

describe('when a source is missed', () => {
  it.each<readonly [title: string, heard: Heard, after: string | null]>([
    ['after twice its longest pause', { first: '3d', last: '1h', pause: '20m' }, '40m'],
    [
      'no earlier than after half an hour, however often it speaks',
      { first: '3d', last: '1h', pause: '1m' },
      '30m',
    ],
    ['after half an hour where it never paused', { first: '3d', last: '1h' }, '30m'],
    ['never where it spoke once', { first: '3d', last: '3d' }, null],
    [
      'never where it was heard for less than a day',
      { first: '24h59m', last: '1h', pause: '15m' },
      null,
    ],
    ['where it was heard for just a day', { first: '25h', last: '1h', pause: '15m' }, '30m'],
    [
      'never where ten of its longest pause do not fit into the time that it is known',
      { first: '10d', last: '1h', pause: '1d' },
      null,
    ],
    [
      'where ten of its longest pause do fit into that time',
      { first: '11d', last: '1d', pause: '1d' },
      '2d',
    ],
    [
      'not again while people know of it',
      { first: '3d', last: '5h', pause: '20m', isSilent: true },
      null,
    ],
    ['never while it rests', { first: '3d', last: '5h', pause: '20m', rests: true }, null],
    [
      'so much later as Quell could not hear it',
      { first: '3d', last: '5h', pause: '20m', deaf: '3h' },
      '3h40m',
    ],
  ])('%s', (_, heard, after) => {
    const habit = habitOf(heard);
    const expected = after && habit.lastAt + lasting(after);
    expect(missedAt(habit)).toBe(expected);
  });
});

interface Learned {
  readonly countsAnew?: true;
  readonly pause?: string;
  readonly isBack?: true;
}

/** What is concluded at noon, where it differs from what was known. */
function concluded(heard: Heard, learned: Learned | null): HabitConclusion | null {
  if (!learned) return null;
  const { countsAnew, isBack, ...given } = learned;
  const { firstAt, longestPause, backAt } = habitOf({ ...heard, ...given });
  return {
    firstAt: countsAnew ? NOON : firstAt,
    longestPause,
    deaf: duration(0),
    silentSince: null,
    backAt: isBack ? NOON : backAt,
  };
}

describe('what is known of a source that speaks again', () => {
  it.each<readonly [title: string, heard: Heard, learned: Learned | null]>([
    ['is nothing new after a short pause', { first: '3d', last: '10m', pause: '20m' }, null],
    ['is nothing new after the same pause', { first: '3d', last: '20m', pause: '20m' }, null],
    ['is a longer pause', { first: '3d', last: '21m', pause: '20m' }, { pause: '21m' }],
    ['is its first pause', { first: '10m', last: '10m' }, { pause: '10m' }],
    [
      'is that it is back, and not how long it was silent',
      { first: '3d', last: '5h', pause: '20m', isSilent: true },
      { isBack: true },
    ],
    [
      'is that it is back, also where it was before and spoke since then',
      { first: '3d', last: '5h', pause: '20m', isSilent: true, back: '6h' },
      { isBack: true },
    ],
    [
      'is that it speaks seldom now, where a single word was between two silences that were told',
      { first: '3d', last: '5h', pause: '20m', isSilent: true, back: '5h' },
      { pause: '5h', isBack: true },
    ],
    [
      'is no pause in which Quell could not hear it',
      { first: '3d', last: '5h', pause: '20m', deaf: '4h50m' },
      {},
    ],
    [
      'is the part of a pause in which Quell listened',
      { first: '3d', last: '5h', pause: '20m', deaf: '4h30m' },
      { pause: '30m' },
    ],
    [
      'is the whole pause while it has no habit, since it may have been that long',
      { first: '20d', last: '7d', pause: '7d', deaf: '3d' },
      {},
    ],
    [
      'is its whole first pause, whatever Quell could not hear of it',
      { first: '7d', last: '7d', deaf: '3d' },
      { pause: '7d' },
    ],
    [
      'is no pause in which it rested, and its words count anew',
      { first: '3d', last: '5h', pause: '20m', rests: true },
      { countsAnew: true },
    ],
    [
      'is a pause of up to half an hour, also where it rested in it',
      { first: '3d', last: '25m', pause: '20m', rests: true },
      { pause: '25m' },
    ],
    [
      'is nothing new where it rested for a short time only: something fired all the while',
      { first: '3d', last: '6h', pause: '4h', rests: true },
      null,
    ],
  ])('%s', (_, heard, learned) => {
    const known = afterPause(habitOf(heard), NOON);

    const expected = concluded(heard, learned);
    expect(known).toEqual(expected && expect.objectContaining(expected));
  });
});

it('a source that only ends something is back, and nothing else is known of it', () => {
  const heard: Heard = { first: '3d', last: '5h', pause: '20m' };

  expect(afterEnd(habitOf(heard), NOON)).toBeNull();
  expect(afterEnd(habitOf({ ...heard, isSilent: true }), NOON)).toMatchObject({
    silentSince: null,
    backAt: NOON,
  });
});

it('how long Quell was deaf adds up', () => {
  const habit = habitOf({ first: '3d', last: '5h', deaf: '1h' });

  expect(afterDeafness(habit, lasting('2h'))).toMatchObject({ deaf: lasting('3h') });
});

it('a source that keeps its habit is never missed, and one that stops is, whatever the habit', () => {
  const pauses = fc.array(fc.integer({ min: 1, max: 180 }), { minLength: 30, maxLength: 200 });
  fc.assert(
    fc.property(pauses, (minutes) => {
      let now = NOON;
      let habit = { ...habitOf({ first: '1h', last: '1h' }), firstAt: now, lastAt: now };
      for (const pause of [...minutes, Math.max(...minutes)]) {
        now = instant(now + pause * 60_000);
        habit = { ...habit, ...afterPause(habit, now), lastAt: now };
      }
      const longest = Math.max(...minutes) * 60_000;
      const missed = missedAt(habit);
      const isKnown = now - NOON >= Math.max(lasting('1d'), 10 * longest);
      expect(habit.longestPause).toBe(longest);
      expect(missed === null).toBe(!isKnown);
      if (missed !== null) expect(missed - now).toBeGreaterThan(longest);
    }),
  );
});
