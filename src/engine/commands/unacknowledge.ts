import { ensureCalls } from '../calling.ts';
import { redraw, tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** Nobody has it again. */
export const unacknowledge: Verb<'unacknowledge'> = (request) => {
  const { draft, incident, now } = request;
  if (incident.status === 'resolved') return 'already-resolved';
  if (incident.status !== 'acknowledged') return 'not-acknowledged';
  const free = redraw({ ...incident, status: 'triggered', acknowledged: null });
  const told = tell(draft, free, asked(request), { kind: 'unacknowledged' });
  return ensureCalls(draft, told, now);
};
