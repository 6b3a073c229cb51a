import type { Matcher } from './matcher.ts';
import type { Instant } from './time.ts';

/** Matchers, a start, an end, an author and a reason: alerts that match tell nobody. */
export interface Silence {
  /** A UUID, as Alertmanager's clients expect. */
  readonly id: string;
  /** All must match. At least one of them does not match the empty string. */
  readonly matchers: readonly Matcher[];
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly author: string;
  readonly reason: string;
  readonly updatedAt: Instant;
}

export type SilenceState = 'pending' | 'active' | 'expired';

/** Where a silence is in its life at `now`. */
export function silenceState(silence: Silence, now: Instant): SilenceState {
  if (now >= silence.endsAt) return 'expired';
  return now < silence.startsAt ? 'pending' : 'active';
}
