import { fingerprintOf } from '../../domain/fingerprint.ts';
import type { Labels } from '../../domain/labels.ts';

/** An id for an event that has none, of what tells it from others: the same when it comes again. */
export function madeId(event: Labels): string {
  return fingerprintOf(event) + fingerprintOf({ ...event, half: 'second' });
}
