import type { ErrorGroup } from '../../domain/error-group.ts';
import type { Instant } from '../../domain/time.ts';
import { countsUntil, HOURS, stretchOf } from './counts.ts';

/** What an hour has usually, and by how much that differs from day to day. */
export interface Usual {
  readonly mean: number;
  readonly variance: number;
}

const HOURS_OF_A_DAY = 24;
/** Of two weeks that are kept, the last day is cut. */
const DAYS = 13;
/** So many days of the same sort say enough. */
const ENOUGH = 3;

/**
 * What the hour that ends now had on the days before, of an error that is known for a week or longer: on days of the same sort,
 * where there are some.
 */
export function usualAtThisHour(group: ErrorGroup, now: Instant): Usual {
  const all = samplesOf(group, now);
  const alike = all.filter(({ isAlike }) => isAlike);
  return usualOf(alike.length >= ENOUGH ? alike : all);
}

interface Sample {
  readonly count: number;
  readonly weight: number;
  /** Whether both days are working days, or both of a weekend. */
  readonly isAlike: boolean;
}

function samplesOf(group: ErrorGroup, now: Instant): readonly Sample[] {
  const hour = stretchOf(now, HOURS);
  const age = hour - stretchOf(group.firstSeenAt, HOURS);
  const known = Math.min(DAYS, Math.floor((age - 1) / HOURS_OF_A_DAY));
  const counts = countsUntil(group.hours, now, HOURS);
  const share = now / HOURS.stretch - hour;
  return Array.from({ length: known }, (_, index) => {
    const back = (index + 1) * HOURS_OF_A_DAY;
    const at = counts.length - 1 - back;
    return {
      // The hour that ends now has parts of two stretches.
      count: share * (counts[at] ?? 0) + (1 - share) * (counts[at - 1] ?? 0),
      weight: (index + 1) % 7 === 0 ? 2 : 1,
      isAlike: isWeekend(hour) === isWeekend(hour - back),
    };
  });
}

function usualOf(samples: readonly Sample[]): Usual {
  const weights = samples.reduce((sum, { weight }) => sum + weight, 0);
  const meanOf = (value: (count: number) => number) =>
    samples.reduce((sum, { count, weight }) => sum + weight * value(count), 0) / weights;
  const mean = meanOf((count) => count);
  // Few days show less of the difference than there is.
  const few = (samples.length + 1) / (samples.length - 1);
  return { mean, variance: few * meanOf((count) => (count - mean) ** 2) };
}

/** In UTC: the first day of 1970 was a Thursday. */
function isWeekend(hour: number): boolean {
  return ((Math.floor(hour / HOURS_OF_A_DAY) + 4) % 7) % 6 === 0;
}
