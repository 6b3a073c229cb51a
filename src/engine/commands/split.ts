import { isOpen } from '../../domain/incident.ts';
import { incidentsOf } from '../errors/incidents-of.ts';
import { splitOff } from '../errors/moved-counts.ts';
import { redraw, tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/**
 * Error groups that were merged into this one count by themselves again; what they had counted stays. Their incidents come back
 * with their next events, each on its route.
 */
export const split: Verb<'split'> = (request) => {
  const { draft, incident } = request;
  if (!incident.error) return 'not-an-error';
  const id = incident.error.group;
  const groups = draft.errors.mergedInto(id);
  if (groups.length === 0) return 'not-merged';
  for (const group of groups) splitOff(draft, group);
  const what = { kind: 'split', groups: groups.length } as const;
  for (const other of incidentsOf(draft, { id, incident: null })) {
    if (other.id !== incident.id && isOpen(other)) tell(draft, redraw(other), asked(request), what);
  }
  return tell(draft, redraw(incident), asked(request), what);
};
