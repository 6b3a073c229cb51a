import { type Silence, type SilenceState, silenceState } from '../domain/silence.ts';
import type { Instant } from '../domain/time.ts';
import { isActive } from '../engine/suppression.ts';

/** Where a silence is in its life; a repeated one is still to come while it waits for its next time. */
export function presentState(silence: Silence, now: Instant): SilenceState {
  const state = silenceState(silence, now);
  return state === 'active' && !isActive(silence, now) ? 'pending' : state;
}
