import { type Incident, isMuted, type MuteEnd } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { endMute } from './end-mute.ts';
import { type Cause, QUELL } from './record.ts';

/** Ends a mute whose condition has come true; answers the incident after it. */
export function endMuteEarly(draft: Draft, incident: Incident, at: Instant): Incident {
  if (!incident.mute || incident.mute.early.length === 0 || !isMuted(incident, at)) return incident;
  const early = incident.mute.early.find((end) => hasCome(incident, end));
  if (!early) return incident;
  const cause: Cause = { actor: QUELL, at, reason: 'mute-over' };
  return endMute(draft, incident, cause, early);
}

function hasCome(incident: Incident, end: MuteEnd): boolean {
  switch (end.when) {
    case 'critical':
      return incident.severity === 'critical';
    case 'hosts':
      return incident.hosts.length > end.above;
    case 'rate':
      return incident.rate.count > end.above;
    case 'deploy':
      return false;
  }
}
