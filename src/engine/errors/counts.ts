import type { Counts } from '../../domain/error-group.ts';
import { type Duration, hours, type Instant, minutes } from '../../domain/time.ts';

/** How long the stretches are that are counted, and how many of them are kept. */
export interface Span {
  readonly stretch: Duration;
  readonly kept: number;
}

/** The last hour. */
export const MINUTES: Span = { stretch: minutes(6), kept: 10 };
/** The last two weeks. */
export const HOURS: Span = { stretch: hours(1), kept: 336 };

/** Nothing was counted yet. */
export const NO_COUNTS: Counts = { from: 0, counts: [] };

/** So many more at that time, which need not be the newest; what is too old to be kept does not count. */
export function countedAt(counts: Counts, at: Instant, span: Span, by = 1): Counts {
  const stretch = stretchOf(at, span);
  const index = stretch - counts.from;
  return index >= 0 && index < counts.counts.length
    ? { from: counts.from, counts: counts.counts.with(index, countOf(counts, stretch) + by) }
    : joinedCounts(counts, { from: stretch, counts: [by] }, span);
}

/** The counts of all stretches that are kept, when the last is the one of that time. */
export function countsUntil(counts: Counts, at: Instant, span: Span): readonly number[] {
  const from = stretchOf(at, span) - span.kept + 1;
  return Array.from({ length: span.kept }, (_, index) => countOf(counts, from + index));
}

/** Both together, as if everything had been counted in one place. */
export function joinedCounts(a: Counts, b: Counts, span: Span): Counts {
  if (a.counts.length === 0) return b;
  if (b.counts.length === 0) return a;
  const end = Math.max(endOf(a), endOf(b));
  const from = Math.max(Math.min(a.from, b.from), end - span.kept);
  const sums = Array.from(
    { length: end - from },
    (_, index) => countOf(a, from + index) + countOf(b, from + index),
  );
  return withoutLeadingZeros({ from, counts: sums });
}

/** The number of the stretch in which that time is, since 1970. */
export function stretchOf(at: Instant, { stretch }: Span): number {
  return Math.floor(at / stretch);
}

function withoutLeadingZeros({ from, counts }: Counts): Counts {
  const zeros = counts.findIndex((count) => count !== 0);
  return zeros > 0 ? { from: from + zeros, counts: counts.slice(zeros) } : { from, counts };
}

function countOf({ from, counts }: Counts, stretch: number): number {
  return counts[stretch - from] ?? 0;
}

function endOf({ from, counts }: Counts): number {
  return from + counts.length;
}
