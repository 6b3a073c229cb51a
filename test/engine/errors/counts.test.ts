import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counts } from '../../../src/domain/error-group.ts';
import { hours, type Instant, instant, minutes, plus } from '../../../src/domain/time.ts';
import {
  countedAt,
  countsUntil,
  HOURS,
  joinedCounts,
  MINUTES,
  NO_COUNTS,
  type Span,
} from '../../../src/engine/errors/counts.ts';
import { NOON } from './an-error.ts';

const FIVE: Span = { stretch: minutes(1), kept: 5 };
const counted = (instants: readonly Instant[], span: Span) =>
  instants.reduce((counts, at) => countedAt(counts, at, span), NO_COUNTS);

/** What the counts should be: all instants are remembered. */
function naive(instants: readonly Instant[], until: Instant, span: Span): readonly number[] {
  const newest = Math.max(...instants.map((at) => Math.floor(at / span.stretch)));
  return Array.from({ length: span.kept }, (_, index) => {
    const stretch = Math.floor(until / span.stretch) - span.kept + 1 + index;
    if (stretch <= newest - span.kept) return 0;
    return instants.filter((at) => Math.floor(at / span.stretch) === stretch).length;
  });
}

const anyInstants = fc.array(
  fc.integer({ min: 0, max: 12 * 60_000 }).map((ms) => instant(NOON + ms)),
  { minLength: 1 },
);

describe('counts', () => {
  it('are of the last hour and of two weeks', () => {
    expect(countsUntil(NO_COUNTS, NOON, MINUTES)).toEqual(new Array(10).fill(0));
    expect(countsUntil(NO_COUNTS, NOON, HOURS)).toHaveLength(14 * 24);
  });

  it('end with the stretch of that time', () => {
    const counts = counted([NOON, NOON, plus(NOON, minutes(6))], MINUTES);
    expect(countsUntil(counts, plus(NOON, minutes(11)), MINUTES).slice(-3)).toEqual([0, 2, 1]);
    expect(countsUntil(counts, plus(NOON, minutes(12)), MINUTES).slice(-3)).toEqual([2, 1, 0]);
    expect(countsUntil(counts, plus(NOON, hours(2)), MINUTES)).toEqual(new Array(10).fill(0));
  });

  it('may grow by more than one', () => {
    const counts = countedAt(counted([NOON], HOURS), NOON, HOURS, 7);
    expect(countsUntil(counts, NOON, HOURS).at(-1)).toBe(8);
  });

  it('of times that come late count where these are still kept', () => {
    const counts = counted(
      [10, 8, 6, 5].map((n) => plus(NOON, minutes(n))),
      FIVE,
    );
    expect(countsUntil(counts, plus(NOON, minutes(10)), FIVE)).toEqual([1, 0, 1, 0, 1]);
  });

  it('stay small after a long time of nothing', () => {
    const counts = counted([NOON, plus(NOON, hours(1_000_000))], FIVE);
    expect(counts.counts).toEqual([1]);
  });

  it('are those of a model that remembers every instant, whatever the order', () => {
    fc.assert(
      fc.property(anyInstants, fc.integer({ min: 0, max: 20 }), (instants, later) => {
        const until = plus(NOON, minutes(later));
        const counts = counted(instants, FIVE);
        expect(countsUntil(counts, until, FIVE)).toEqual(naive(instants, until, FIVE));
        expect(counts.counts.length).toBeLessThanOrEqual(FIVE.kept);
        expect(counted(instants.toReversed(), FIVE)).toEqual(counts);
      }),
    );
  });

  it('of two groups joined are those of one that had all events', () => {
    fc.assert(
      fc.property(anyInstants, anyInstants, (some, others) => {
        const [a, b]: readonly Counts[] = [counted(some, FIVE), counted(others, FIVE)];
        const joined = joinedCounts(a ?? NO_COUNTS, b ?? NO_COUNTS, FIVE);
        expect(joined).toEqual(counted([...some, ...others], FIVE));
        expect(joinedCounts(b ?? NO_COUNTS, a ?? NO_COUNTS, FIVE)).toEqual(joined);
      }),
    );
  });

  it('joined with none stay what they are', () => {
    const counts = counted([NOON], HOURS);
    expect(joinedCounts(NO_COUNTS, counts, HOURS)).toEqual(counts);
    expect(joinedCounts(counts, NO_COUNTS, HOURS)).toEqual(counts);
  });
});
