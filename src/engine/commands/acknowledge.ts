import { redraw, tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** Somebody has it. */
export const acknowledge: Verb<'acknowledge'> = (request) => {
  const { draft, incident, actor, now } = request;
  if (incident.status === 'resolved') return 'already-resolved';
  if (incident.status === 'acknowledged') return 'already-acknowledged';
  const taken = redraw({
    ...incident,
    status: 'acknowledged',
    acknowledged: { by: actor, at: now },
  });
  return tell(draft, taken, asked(request), { kind: 'acknowledged' });
};
