import type { Actor } from '../../domain/actor.ts';
import { ensureCalls } from '../calling.ts';
import { redraw, tell } from '../record.ts';
import { type Asked, asked, type Verb } from './command.ts';

/** Nobody has it again. */
export const unacknowledge: Verb<'unacknowledge'> = (request) => {
  const { draft, incident, now } = request;
  if (incident.status === 'resolved') return 'already-resolved';
  if (incident.status !== 'acknowledged') return 'not-acknowledged';
  const free = redraw({ ...incident, status: 'triggered', acknowledged: null });
  const told = tell(draft, free, asked(request), {
    kind: 'unacknowledged',
    ...takenFrom(request),
  });
  return ensureCalls(draft, told, now);
};

/** Who had it, unless they give it back themselves. */
function takenFrom({ incident, actor }: Asked): { readonly from?: Actor } {
  const by = incident.acknowledged?.by;
  const isTheirs = by?.type === 'person' && actor.type === 'person' && by.id === actor.id;
  return by && !isTheirs ? { from: by } : {};
}
