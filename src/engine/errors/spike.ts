import type { ErrorGroup } from '../../domain/error-group.ts';
import { between, days, type Instant } from '../../domain/time.ts';
import { countsUntil, HOURS, MINUTES, stretchOf } from './counts.ts';
import { usualAtThisHour } from './usual.ts';

/** An error comes far more often than ever: so often in the last hour, where so often is usual. */
export interface Spike {
  readonly count: number;
  readonly usual: number;
}

const YOUNG = days(7);
const LEAST_OF_YOUNG = 10;
const TIMES_OF_YOUNG = 10;
const LEAST_OF_OLD = 20;
const TIMES_OF_OLD = 2;
const DEVIATIONS = 3;

/** Whether it comes far more often in the last hour than its own history lets one expect; null: it does not. */
export function spikeIn(group: ErrorGroup, now: Instant): Spike | null {
  const count = countsUntil(group.minutes, now, MINUTES).reduce((sum, each) => sum + each, 0);
  if (count < LEAST_OF_YOUNG) return null;
  return between(group.firstSeenAt, now) < YOUNG
    ? spikeOfYoung(group, count, now)
    : spikeOfOld(group, count, now);
}

/** Everything about it is new in its first hours: it must have lived a whole one before the last. */
function spikeOfYoung(group: ErrorGroup, count: number, now: Instant): Spike | null {
  const born = stretchOf(group.firstSeenAt, HOURS);
  if (stretchOf(now, HOURS) - born <= 2) return null;
  // The last two stretches have parts of the last hour.
  const before = countsUntil(group.hours, now, HOURS).slice(0, -2);
  const usual = Math.max(...before);
  return count >= TIMES_OF_YOUNG * usual ? { count, usual } : null;
}

function spikeOfOld(group: ErrorGroup, count: number, now: Instant): Spike | null {
  if (count <= LEAST_OF_OLD) return null;
  const { mean, variance } = usualAtThisHour(group, now);
  // Counts differ by chance, now and before, even where history looks smooth.
  const expected = mean + DEVIATIONS * Math.sqrt(variance + 2 * mean);
  const bound = Math.max(TIMES_OF_OLD * mean, expected);
  return count > bound ? { count, usual: Math.round(mean) } : null;
}
