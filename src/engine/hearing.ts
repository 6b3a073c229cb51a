import type { Suppression } from '../domain/alert.ts';
import { type Incident, isMuted, isOpen, type Withheld, wasTold } from '../domain/incident.ts';
import type { Reason } from '../domain/reason.ts';
import { type Instant, minutes, plus } from '../domain/time.ts';
import { ensureCalls } from './calling.ts';
import type { Draft } from './draft.ts';
import { watchPulse } from './errors/drawing.ts';
import { type Cause, keep, QUELL, tell } from './record.ts';
import { countHidden } from './silence-notices.ts';
import { isInStorm, isStormy, withholdingStorm } from './storm.ts';
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

/**
 * Gives an incident its card once there is something to tell, or says why there is none yet. Where people know of it, they
 * are told that it is back, and called, as soon as that may be.
 */
export function hear(
  draft: Draft,
  incident: Incident,
  cause: Cause,
  circumstances: Circumstances = {},
): Incident {
  if (!isOpen(incident)) return incident;
  if (wasTold(incident)) return ensureCalls(draft, tellReturn(draft, incident, cause.at), cause.at);
  const here = prepared(draft, incident, cause.at);
  const obstacle = obstacleOf(draft, here, cause.at, circumstances);
  if (obstacle === null) return release(draft, here, cause);
  if (obstacle === 'quiet') return here;
  if (obstacle !== 'waits') return withhold(draft, here, obstacle, cause.at);
  draft.setTimer({ kind: 'wait', subject: here.id, at: here.waitsUntil });
  return here;
}

/** Until people were told it follows its route, also to another channel; a threshold that was reached stays so. */
function prepared(draft: Draft, incident: Incident, at: Instant): Incident {
  const { channel, notifyWhen } = draft.routeOf(incident);
  const reached = incident.reached || isReached(incident, notifyWhen, at);
  const home = incident.openedBy === null ? channel : incident.channel;
  if (reached === incident.reached && home === incident.channel) return incident;
  return draft.putIncident({ ...incident, reached, channel: home });
}

/** How long a return that a storm kept from people waits before it is looked at again. */
const AFTER_STORM = minutes(1);

/** It came back and nobody was told, and now it may be heard: whoever follows it is told, unless a storm goes on. */
function tellReturn(draft: Draft, incident: Incident, at: Instant): Incident {
  if (incident.reopened?.told !== false || incident.flapping) return incident;
  if (!isAudible(incident, at)) return incident;
  if (incident.severity !== 'critical' && isStormy(draft, incident.channel)) {
    draft.setTimer({ kind: 'wait', subject: incident.id, at: plus(at, AFTER_STORM) });
    return incident;
  }
  const regression = incident.error?.regression ?? null;
  const cause = { actor: QUELL, at, reason: regression ? 'regression' : 'reopened' } as const;
  const what = {
    kind: 'reopened',
    title: incident.title,
    ...(regression && { regression }),
  } as const;
  return tell(draft, returnTold(incident), cause, what);
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
  return ensureCalls(draft, told, cause.at);
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
  if (!isAudible(incident, at)) return suppressionFrom(draft, incident, suppressed);
  if (!incident.reached) return { why: 'below-threshold', by: null };
  if (at < incident.waitsUntil) return 'waits';
  const storm = afterStorm ? null : withholdingStorm(draft, incident, at);
  return storm === null ? null : { why: 'storm', by: storm };
}

/** Nothing of it can be heard: by what suppresses the alert that is the occasion, or another; or it is muted. */
function suppressionFrom(draft: Draft, incident: Incident, given: Suppression | null): Held {
  const other = () => draft.firingOf(incident.id).find((alert) => alert.suppressed)?.suppressed;
  const suppressed = given ?? other();
  return suppressed ? { why: suppressed.reason, by: suppressed.by } : { why: 'silenced', by: null };
}

function release(draft: Draft, incident: Incident, cause: Cause): Incident {
  const { withheld } = incident;
  const { error } = incident;
  const told: Incident = {
    // A return that nobody heard of is told by the card.
    ...returnTold(incident),
    error: error && { ...error, drawnAt: cause.at },
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
  watchPulse(draft, shown, cause.at);
  return ensureCalls(draft, shown, cause.at);
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
