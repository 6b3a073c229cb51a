import type { Alert, AlertKey } from './alert.ts';
import type { IncidentId } from './incident.ts';
import type { ConfigPlace } from './policy.ts';
import type { AlertReason, Untold } from './reason.ts';
import type { Instant } from './time.ts';

/** What arrived and what became of it, for replay and audit. Re-sends of the same firing are folded by the minute. */
export interface Recording {
  readonly key: AlertKey;
  readonly at: Instant;
  /** As the source understood it, before any rule; null: the same as before, sent again. */
  readonly alert: Alert | null;
  /** The end that a re-send gave. */
  readonly endsAt: Instant | null;
  /** How many re-sends were folded into this one, the newest at `last`; 1 where nothing was folded. */
  readonly count: number;
  readonly last: Instant;
  readonly reason: AlertReason;
  readonly incident: IncidentId | null;
  readonly untold: Untold | null;
  readonly ignoredBy: ConfigPlace | null;
}

/** Re-sends of one minute are one recording. */
export const FOLDED_WITHIN = 60_000;
