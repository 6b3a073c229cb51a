import type { Window } from './calendar.ts';
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
  /** `maintenance`: planned work, made by a person. */
  readonly kind: 'silence' | 'maintenance';
  /** Repeated planned work: within start and end, only at these times. */
  readonly repeats: Extract<Window, { type: 'cron' }> | null;
  /** Where its receipt goes: a channel, or a person's id; null: nobody asked in Slack. */
  readonly home: string | null;
  readonly hid: Hidden;
}

/** What a silence kept from people. */
export interface Hidden {
  readonly firings: number;
  /** Incidents that had no card because of it. */
  readonly incidents: number;
}

/** Nothing yet. */
export const NOTHING_HIDDEN: Hidden = { firings: 0, incidents: 0 };

export type SilenceState = 'pending' | 'active' | 'expired';

/** Where a silence is in its life at `now`. */
export function silenceState(silence: Silence, now: Instant): SilenceState {
  if (now >= silence.endsAt) return 'expired';
  return now < silence.startsAt ? 'pending' : 'active';
}
