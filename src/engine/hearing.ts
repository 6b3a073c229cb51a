import { type Incident, isMuted, isOpen, wasTold } from '../domain/incident.ts';
import type { Labels } from '../domain/labels.ts';
import { type Silence, silenceState } from '../domain/silence.ts';
import type { Instant } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { matchesAll } from './matchers.ts';
import { type Cause, keep, QUELL, tell } from './record.ts';

/** Whether an active silence matches these labels at `at`. */
export function isSilenced(labels: Labels, silences: readonly Silence[], at: Instant): boolean {
  return silences.some(
    (silence) => silenceState(silence, at) === 'active' && matchesAll(silence.matchers, labels),
  );
}

/** Gives an incident its card once there is something to tell, or says why there is none yet. */
export function hear(draft: Draft, incident: Incident, cause: Cause): Incident {
  if (wasTold(incident) || !isOpen(incident)) return incident;
  if (isAudible(incident, cause.at)) return release(draft, incident, cause);
  return incident.withheld === null ? withhold(draft, incident, cause.at) : incident;
}

/**
 * An alert was silenced until now and still fires. People who know of its incident are told when nothing of it could be
 * heard before, since it may have come back under the silence; others get the card.
 */
export function hearAgain(draft: Draft, incident: Incident, cause: Cause): Incident {
  const heard = draft.putIncident({ ...incident, audibleCount: incident.audibleCount + 1 });
  if (!wasTold(heard)) return hear(draft, heard, cause);
  const isNews = incident.audibleCount === 0 && isOpen(heard) && isAudible(heard, cause.at);
  if (!isNews) return heard;
  return tell(draft, returnTold(heard), cause, { kind: 'released', why: 'silenced' });
}

/** Whoever follows the incident now knows that it is back. */
export function returnTold(incident: Incident): Incident {
  const { reopened } = incident;
  return reopened ? { ...incident, reopened: { ...reopened, told: true } } : incident;
}

function isAudible(incident: Incident, at: Instant): boolean {
  return incident.audibleCount > 0 && !isMuted(incident, at);
}

function release(draft: Draft, incident: Incident, cause: Cause): Incident {
  const told = { ...incident, withheld: null, cardRevision: 1, detailsRevision: 1 };
  if (incident.withheld === null) return draft.putIncident(told);
  return keep(draft, told, cause, { kind: 'released', why: incident.withheld });
}

function withhold(draft: Draft, incident: Incident, at: Instant): Incident {
  const cause = { actor: QUELL, at, reason: 'silenced' } as const;
  return keep(draft, { ...incident, withheld: 'silenced' }, cause, {
    kind: 'withheld',
    why: 'silenced',
  });
}

/** Counts what a mute kept from people. */
export function hide(incident: Incident, now: Instant): Incident {
  const { mute } = incident;
  if (!mute || !isMuted(incident, now)) return incident;
  return { ...incident, mute: { ...mute, hidden: mute.hidden + 1 } };
}
