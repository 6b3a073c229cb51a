import { groupOf } from '../errors/home-group.ts';
import { redraw, tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** Tells nobody of what happens to it, until a time or until it resolves. Muting again changes the time. */
export const mute: Verb<'mute'> = (request, { until, reason, early }) => {
  const { draft, incident, actor, now } = request;
  if (incident.status === 'resolved') return 'already-resolved';
  if (until === null) draft.clearTimer('mute-over', incident.id);
  else draft.setTimer({ kind: 'mute-over', subject: incident.id, at: until });
  const hidden = incident.mute?.hidden ?? 0;
  const events = incident.mute?.events ?? groupOf(draft, incident)?.events;
  const counted = { hidden, ...(events !== undefined && { events }) };
  const by = { by: actor, at: now, reason };
  const muted = redraw({ ...incident, mute: { until, ignores: false, ...by, early, ...counted } });
  return tell(draft, muted, asked(request), { kind: 'muted', until, why: reason });
};
