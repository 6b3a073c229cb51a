import { type Incident, isMuted, type MuteEnd } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { endMute } from './end-mute.ts';
import { NOBODY, usersIn } from './errors/crowd.ts';
import { groupOf } from './errors/home-group.ts';
import { type Cause, QUELL } from './record.ts';

/** Ends a mute whose condition has come true; answers the incident after it. */
export function endMuteEarly(draft: Draft, incident: Incident, at: Instant): Incident {
  if (!incident.mute || incident.mute.early.length === 0 || !isMuted(incident, at)) return incident;
  const early = incident.mute.early.find((end) => hasCome(draft, incident, end));
  if (!early) return incident;
  const cause: Cause = { actor: QUELL, at, reason: 'mute-over' };
  return endMute(draft, incident, cause, early);
}

function hasCome(draft: Draft, incident: Incident, end: MuteEnd): boolean {
  switch (end.when) {
    case 'critical':
      return incident.severity === 'critical';
    case 'hosts':
      return incident.hosts.length > end.above;
    case 'rate':
      return incident.rate.count > end.above;
    case 'occurrences':
      return (groupOf(draft, incident)?.events ?? incident.occurrenceCount) >= end.reached;
    case 'users':
      return usersIn(groupOf(draft, incident)?.users ?? NOBODY) >= end.reached;
    case 'spike':
      return spikesSince(incident);
    case 'deploy':
      return false;
  }
}

/** A spike that went on already when people muted it is no news. */
function spikesSince({ error, mute }: Incident): boolean {
  const since = error?.spikingSince ?? null;
  return since !== null && mute !== null && since >= mute.at;
}
