import type { Alert, AlertKey } from './alert.ts';
import type { IncidentId } from './incident.ts';
import type { ConfigPlace } from './policy.ts';
import type { AlertReason, Untold } from './reason.ts';
import type { Instant } from './time.ts';

/** What became of an alert along one of its routes. */
export interface Way {
  readonly reason: AlertReason;
  readonly incident: IncidentId | null;
  readonly untold: Untold | null;
}

/** The same for a route after the first. */
export interface FurtherWay extends Way {
  /** The route's path. */
  readonly route: string;
}

/** What arrived and what became of it, for replay and audit; of several routes, on the first. Re-sends of the same firing are folded by the minute. */
export interface Recording extends Way {
  readonly key: AlertKey;
  readonly at: Instant;
  /** As the source understood it, before any rule; null: the same as before, sent again. */
  readonly alert: Alert | null;
  /** The end that a re-send gave. */
  readonly endsAt: Instant | null;
  /** How many re-sends were folded into this one, the newest at `last`; 1 where nothing was folded. */
  readonly count: number;
  readonly last: Instant;
  readonly ignoredBy: ConfigPlace | null;
  /** What became of it on its other routes, where it took several. */
  readonly further?: readonly FurtherWay[];
}

/** Re-sends of one minute are one recording. */
export const FOLDED_WITHIN = 60_000;

/** What arrived as seen from each of its routes: mostly one. */
export function onEachWay(recording: Recording): readonly Recording[] {
  const { further, ...first } = recording;
  if (!further) return [recording];
  const others = further.map(({ reason, incident, untold }) => ({
    ...first,
    reason,
    incident,
    untold,
  }));
  return [first, ...others];
}
