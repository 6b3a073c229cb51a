import { hear } from '../hearing.ts';
import { reopenIncident, watchForExpiry } from '../lifecycle.ts';
import { tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** It is not over. */
export const reopen: Verb<'reopen'> = (request) => {
  const { draft, incident, now, route } = request;
  if (incident.status !== 'resolved') return 'not-resolved';
  const back = { ...reopenIncident(incident, now), lastSeenAt: now };
  watchForExpiry(draft, back, now, route);
  const cause = asked(request);
  return hear(draft, tell(draft, back, cause, { kind: 'reopened', title: '' }), cause);
};
