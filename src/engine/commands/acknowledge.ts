import type { Actor, Person } from '../../domain/actor.ts';
import { stopEscalation } from '../calling.ts';
import { redraw, tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** Somebody has it. */
export const acknowledge: Verb<'acknowledge'> = (request) => {
  const { draft, incident, actor, now } = request;
  if (incident.status === 'resolved') return 'already-resolved';
  if (incident.status === 'acknowledged') return 'already-acknowledged';
  const taken = redraw({
    ...stopEscalation(draft, incident),
    status: 'acknowledged',
    assignee: keptBy(actor, incident.assignee),
    acknowledged: { by: actor, at: now },
  });
  const told = tell(draft, taken, asked(request), { kind: 'acknowledged' });
  if (incident.assignee === null || told.assignee !== null) return told;
  return tell(draft, told, asked(request), { kind: 'unassigned' });
};

/** Whoever acknowledges has it, also where it was meant for somebody else. */
function keptBy(actor: Actor, assignee: Person | null): Person | null {
  return actor.type === 'person' && actor.id !== assignee?.id ? null : assignee;
}
