import { describe, expect, it } from 'vitest';
import type { ErrorGroup } from '../../../src/domain/error-group.ts';
import { hours, instant, minutes, plus } from '../../../src/domain/time.ts';
import {
  countedAt,
  HOURS,
  joinedCounts,
  MINUTES,
  NO_COUNTS,
} from '../../../src/engine/errors/counts.ts';
import { spikeIn } from '../../../src/engine/errors/spike.ts';
import { anErrorGroup, NOON } from './an-error.ts';

/** A group that came so often in each hour until noon, half past; it was first seen in the first of them. */
function groupOf(byHour: readonly number[], first = minutes(30)): ErrorGroup {
  const begin = plus(NOON, hours(-byHour.length));
  const at = plus(NOON, minutes(-30));
  const from = Math.floor(begin / HOURS.stretch);
  return anErrorGroup({
    firstSeenAt: plus(begin, first),
    minutes: countedAt(NO_COUNTS, at, MINUTES, byHour.at(-1)),
    hours: joinedCounts(NO_COUNTS, { from, counts: byHour.slice(-HOURS.kept) }, HOURS),
  });
}

const times = (count: number, length: number): number[] => new Array<number>(length).fill(count);
const spike = (byHour: readonly number[]) => spikeIn(groupOf(byHour), NOON);

describe('an error that is known for less than a week spikes', () => {
  it.each([
    ['at ten times the most that any hour had', [3, 5, 2, 50], { count: 50, usual: 5 }],
    ['not below that', [3, 5, 2, 49], null],
    ['at ten events where it came once', [1, 0, 0, 10], { count: 10, usual: 1 }],
    ['not at fewer, however rare it was', [1, ...times(0, 100), 9], null],
    ['not in its first hour, when everything is new', [500], null],
    ['not before it has lived a whole hour besides', [1, 500], null],
    ['not when it spiked as high before', [5, 5, 400, 5, 400], null],
    ['not when the last hour had nothing', [5, 500, 0], null],
  ])('%s', (_, byHour, result) => {
    expect(spike(byHour)).toEqual(result);
  });
});

/** Days of 24 equal hours, and the last hour. */
const daysOf = (perHour: readonly number[], last: number) => [
  ...perHour.flatMap((count) => times(count, 24)),
  last,
];
/** Two weeks that end on a Wednesday: 50 an hour on working days, 4 at weekends. */
const working = [50, 50, 50, 4, 4, 50, 50, 50, 50, 50, 4, 4, 50, 50];

describe('an error that is known for longer spikes', () => {
  it.each([
    ['at far more than the hour has usually', daysOf(times(10, 14), 60), { count: 60, usual: 10 }],
    ['not at what is chance', daysOf(times(10, 14), 23), null],
    ['not below twice what is usual', daysOf(times(1000, 14), 1900), null],
    ['not below twenty events', daysOf(times(0, 14), 20), null],
    ['above twenty, where there was nothing', daysOf(times(0, 14), 21), { count: 21, usual: 0 }],
    ['not where days differ as much', daysOf([5, 200, 5, 5, 150, 5, 5, 200, 5, 5], 200), null],
    ['at more than working days have', daysOf(working, 150), { count: 150, usual: 50 }],
    ['not at what working days have, right after a weekend', daysOf(working, 60), null],
  ])('%s', (_, byHour, result) => {
    expect(spike(byHour)).toEqual(result);
  });

  it('with a history of one week as with one of two', () => {
    expect(spike(daysOf(times(10, 8), 60))).toEqual({ count: 60, usual: 10 });
  });

  it('by the time of the day: what is usual at noon is not at night', () => {
    const busyNoon = [...times(0, 23), 300];
    const byDay = Array.from({ length: 14 }, () => busyNoon).flat();
    expect(spike(byDay)).toBeNull();
    expect(spike([...byDay, 300])).toEqual({ count: 300, usual: 0 });
  });

  it('by the day of the week: what working days have is a spike on a Sunday', () => {
    const sunday = plus(NOON, hours(4 * 24));
    const untilSunday = [...working.slice(4), 50, 50, 50, 4];
    const group = groupOf(daysOf(untilSunday, 50));
    const moved: ErrorGroup = {
      ...group,
      firstSeenAt: plus(group.firstSeenAt, hours(4 * 24)),
      minutes: countedAt(NO_COUNTS, plus(sunday, minutes(-30)), MINUTES, 50),
      hours: { ...group.hours, from: group.hours.from + 4 * 24 },
    };
    expect(spikeIn(moved, sunday)).toEqual({ count: 50, usual: 4 });
  });
});

/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Four weeks of an error that comes by chance so often an hour; how many hours had a spike at any event. */
function hoursWithSpikes(perHour: number, random: () => number): number {
  const spiking = new Set<number>();
  let group = anErrorGroup({ firstSeenAt: NOON });
  const end = plus(NOON, hours(28 * 24));
  for (let at: number = NOON; at < end; at += (-Math.log(1 - random()) * hours(1)) / perHour) {
    const now = instant(at);
    const minute = countedAt(group.minutes, now, MINUTES);
    group = { ...group, minutes: minute, hours: countedAt(group.hours, now, HOURS) };
    if (spikeIn(group, now)) spiking.add(Math.floor(now / HOURS.stretch));
  }
  return spiking.size;
}

describe('an error that comes by chance, steadily,', () => {
  it.each([0.5, 2, 8, 12, 30])('%d times an hour hardly ever spikes in weeks', (perHour) => {
    expect(hoursWithSpikes(perHour, seeded(42))).toBeLessThanOrEqual(1);
  });
});
