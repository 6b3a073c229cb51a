import type { Suppression } from '../domain/alert.ts';
import { type Incident, isMuted, isOpen, type Withheld, wasTold } from '../domain/incident.ts';
import type { Reason } from '../domain/reason.ts';
import type { Instant } from '../domain/time.ts';
import { call, resumeEscalation } from './calling.ts';
import type { Draft } from './draft.ts';
import { type Cause, keep, QUELL, tell } from './record.ts';
import { countHidden } from './silence-notices.ts';
import { isInStorm, withholdingStorm } from './storm.ts';
import { isReached } from './threshold.ts';

/** What stands between an incident and its card. */
type Obstacle =
  | Held
  /** More of its group may come. */
  | 'waits'
  /** Nothing fires now. */
  | 'quiet';

interface Held {
  readonly why: Withheld;
  readonly by: string | null;
}

interface Circumstances {
  /** What suppresses the alert that is the occasion. */
  readonly suppressed?: Suppression | null;
  /** Its storm is over. */
  readonly afterStorm?: boolean;
}

/** Gives an incident its card once there is something to tell, or says why there is none yet. */
export function hear(
  draft: Draft,
  incident: Incident,
  cause: Cause,
  circumstances: Circumstances = {},
): Incident {
  if (wasTold(incident) || !isOpen(incident)) return incident;
  const obstacle = obstacleOf(draft, incident, cause.at, circumstances);
  if (obstacle === null) return release(draft, incident, cause);
  if (obstacle === 'quiet') return incident;
  if (obstacle !== 'waits') return withhold(draft, incident, obstacle, cause.at);
  draft.setTimer({ kind: 'wait', subject: incident.id, at: incident.waitsUntil });
  return incident;
}

/**
 * An alert was suppressed until now and still fires. People who know of its incident are told when nothing of it could be
 * heard before, since it may have come back meanwhile; others get the card.
 */
export function hearAgain(
  draft: Draft,
  incident: Incident,
  cause: Cause,
  was: Suppression,
): Incident {
  const heard = draft.putIncident({ ...incident, audibleCount: incident.audibleCount + 1 });
  if (!wasTold(heard)) return hear(draft, heard, cause);
  const isNews = incident.audibleCount === 0 && isOpen(heard) && isAudible(heard, cause.at);
  if (!isNews) return heard;
  const told = tell(draft, returnTold(heard), cause, { kind: 'released', why: was.reason });
  return resumeEscalation(draft, told, cause.at);
}

/** An alert that fires is suppressed from now on. */
export function hearNoMore(draft: Draft, incident: Incident): Incident {
  return draft.putIncident({ ...incident, audibleCount: incident.audibleCount - 1 });
}

/** Whoever follows the incident now knows that it is back. */
export function returnTold(incident: Incident): Incident {
  const { reopened } = incident;
  return reopened ? { ...incident, reopened: { ...reopened, told: true } } : incident;
}

/** Counts what a mute kept from people. */
export function hide(incident: Incident, now: Instant): Incident {
  const { mute } = incident;
  if (!mute || !isMuted(incident, now)) return incident;
  return { ...incident, mute: { ...mute, hidden: mute.hidden + 1 } };
}

function isAudible(incident: Incident, at: Instant): boolean {
  return incident.audibleCount > 0 && !isMuted(incident, at);
}

function obstacleOf(
  draft: Draft,
  incident: Incident,
  at: Instant,
  { suppressed = null, afterStorm = false }: Circumstances,
): Obstacle | null {
  if (incident.firingCount === 0) return 'quiet';
  if (!isAudible(incident, at)) return suppressionFrom(incident, suppressed);
  const { notifyWhen } = draft.routeOf(incident);
  if (!isReached(incident, notifyWhen, at)) return { why: 'below-threshold', by: null };
  if (at < incident.waitsUntil) return 'waits';
  const storm = afterStorm ? null : withholdingStorm(draft, incident, at);
  return storm === null ? null : { why: 'storm', by: storm };
}

/** Nothing of it can be heard: by what suppresses the newest alert, or by what did before. */
function suppressionFrom(incident: Incident, suppressed: Suppression | null): Held {
  if (suppressed) return { why: suppressed.reason, by: suppressed.by };
  const { withheld, withheldBy } = incident;
  const stands = withheld === 'inhibited' || withheld === 'maintenance';
  return stands ? { why: withheld, by: withheldBy } : { why: 'silenced', by: withheldBy };
}

function release(draft: Draft, incident: Incident, cause: Cause): Incident {
  const { withheld } = incident;
  const told: Incident = {
    ...incident,
    withheld: null,
    withheldBy: null,
    cardRevision: 1,
    detailsRevision: 1,
    toldAt: cause.at,
    sightings: [],
  };
  const shown =
    withheld === null
      ? draft.putIncident(told)
      : keep(draft, told, releasedBy(withheld, cause), { kind: 'released', why: withheld });
  return call(draft, shown, 'opened', cause.at);
}

const RELEASED_BY: Partial<Readonly<Record<Withheld, Reason>>> = {
  'below-threshold': 'threshold-reached',
  storm: 'storm-over',
};

function releasedBy(withheld: Withheld, cause: Cause): Cause {
  return { ...cause, reason: RELEASED_BY[withheld] ?? cause.reason };
}

function withhold(draft: Draft, incident: Incident, { why, by }: Held, at: Instant): Incident {
  // What a storm withholds is named there, and stays with it until it is over.
  if (why !== 'storm' && isInStorm(draft, incident)) return incident;
  if (incident.withheld === why) {
    return incident.withheldBy === by
      ? incident
      : draft.putIncident({ ...incident, withheldBy: by });
  }
  if (by !== null && (why === 'silenced' || why === 'maintenance')) {
    countHidden(draft, { reason: why, by }, 1);
  }
  const cause = { actor: QUELL, at, reason: why } as const;
  const withheld = { ...incident, withheld: why, withheldBy: by };
  return keep(draft, withheld, cause, { kind: 'withheld', why });
}
