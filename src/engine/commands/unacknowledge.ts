import { redraw, tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** Nobody has it again. */
export const unacknowledge: Verb<'unacknowledge'> = (request) => {
  const { draft, incident } = request;
  if (incident.status === 'resolved') return 'already-resolved';
  if (incident.status !== 'acknowledged') return 'not-acknowledged';
  const free = redraw({ ...incident, status: 'triggered', acknowledged: null });
  return tell(draft, free, asked(request), { kind: 'unacknowledged' });
};
