import type { Delivery, Subject } from '../domain/delivery.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import { NAMED_AT_MOST } from '../engine/delivery/bundle.ts';
import type { Store } from '../store/store.ts';

/** What comes later says which calls came to nothing, so that long silence is caught up with in few replies. */
const LOOKED_AHEAD = 1_000;

/**
 * The entries that wait: of a storm as many as one reply names, of others as many as tell what is still of use. A storm has
 * some that may not be told before its next beat.
 */
export async function untold(
  store: Pick<Store, 'timeline'>,
  { type, shown }: Subject,
  { cursor }: Delivery,
): Promise<readonly TimelineEntry[]> {
  const atMost = type === 'storm' ? NAMED_AT_MOST : LOOKED_AHEAD;
  const most = Math.min(atMost, shown.entryCount - cursor);
  return most > 0 ? store.timeline(shown.id, cursor, most) : [];
}
