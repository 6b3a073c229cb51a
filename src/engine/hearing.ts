import { type Incident, isMuted, isOpen, wasTold } from '../domain/incident.ts';
import type { Labels } from '../domain/labels.ts';
import { type Silence, silenceState } from '../domain/silence.ts';
import type { Instant } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { matchesAll } from './matchers.ts';
import { keep, QUELL } from './record.ts';

/** Whether an active silence matches these labels at `at`. */
export function isSilenced(labels: Labels, silences: readonly Silence[], at: Instant): boolean {
  return silences.some(
    (silence) => silenceState(silence, at) === 'active' && matchesAll(silence.matchers, labels),
  );
}

/** Gives an incident its card once there is something to tell, or says why there is none yet. */
export function hear(draft: Draft, incident: Incident, at: Instant): Incident {
  if (wasTold(incident) || !isOpen(incident)) return incident;
  if (incident.audibleCount > 0 && !isMuted(incident, at)) return release(draft, incident, at);
  return incident.withheld === null ? withhold(draft, incident, at) : incident;
}

function release(draft: Draft, incident: Incident, at: Instant): Incident {
  const told = { ...incident, withheld: null, cardRevision: 1, detailsRevision: 1 };
  if (incident.withheld === null) return draft.putIncident(told);
  const cause = { actor: QUELL, at, reason: 'silence-over' } as const;
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
