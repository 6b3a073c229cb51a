import type { Incident } from '../../domain/incident.ts';
import { ownGroupOf } from '../errors/home-group.ts';
import { splitOff } from '../errors/moved-counts.ts';
import { hear } from '../hearing.ts';
import { reopenIncident, watchForExpiry } from '../lifecycle.ts';
import { tell } from '../record.ts';
import { type Asked, asked, type Verb } from './command.ts';
import { RESOLVED_WHILE_FIRING } from './resolve.ts';

/** It is not over. */
export const reopen: Verb<'reopen'> = (request) => {
  const { draft, incident, now } = request;
  if (incident.status !== 'resolved') return 'not-resolved';
  countAgain(request);
  const own = { ...request, incident: draft.incident(incident.id) ?? incident };
  const back = { ...reopenIncident(draft, withoutItsMute(own), now), lastSeenAt: now };
  watchForExpiry(draft, back, now);
  const cause = asked(request);
  const told = tell(draft, back, cause, { kind: 'reopened', title: '' });
  return hear(draft, told, cause);
};

/** An event of any release tells of its error again, and what was merged counts here again. */
function countAgain({ draft, incident }: Asked): void {
  const group = ownGroupOf(draft, incident);
  if (group?.resolved) draft.errors.putGroup({ ...group, resolved: null });
  if (incident.resolution?.how !== 'merged') return;
  const merged = incident.error ? draft.errors.group(incident.error.group) : undefined;
  if (merged?.mergedWhy === 'person') splitOff(draft, merged);
}

/** The mute that the resolve left behind ends with the resolve; one that a person asked for stays. */
function withoutItsMute({ draft, incident }: Asked): Incident {
  if (incident.mute?.reason !== RESOLVED_WHILE_FIRING) return incident;
  draft.clearTimer('mute-over', incident.id);
  return { ...incident, mute: null };
}
