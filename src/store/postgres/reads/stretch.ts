import { type Instant, minutes } from '../../../domain/time.ts';
import type { Query } from '../database.ts';

/** Places of recordings: after the first, below the last. */
export interface Stretch {
  readonly after: number;
  readonly below: number;
}

/**
 * By how much the clocks of two processes may differ, or one may be set back, and how long one may take from its clock to
 * its place.
 */
const SKEW = minutes(10);

const BOUNDS = `
  SELECT
    coalesce((SELECT id FROM recording WHERE at < $1 ORDER BY at DESC LIMIT 1), 0) AS after,
    coalesce((SELECT id FROM recording WHERE at >= $2 ORDER BY at LIMIT 1), ${Number.MAX_SAFE_INTEGER}) AS below`;

/** Where all lies that arrived from one time to another: places are given in the order of time, but for clocks that differ. */
export async function stretchOf(
  query: Query,
  since: Instant | undefined,
  before: Instant | undefined,
): Promise<Stretch> {
  const [stretch] = await query<Stretch>(BOUNDS, [
    (since ?? Number.MIN_SAFE_INTEGER) - SKEW,
    (before ?? Number.MAX_SAFE_INTEGER - SKEW) + SKEW,
  ]);
  return stretch ?? { after: 0, below: Number.MAX_SAFE_INTEGER };
}
