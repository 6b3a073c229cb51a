import { redraw, tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** It is somebody's, or with null nobody's in particular. */
export const assign: Verb<'assign'> = (request, { to }) => {
  const { draft, incident } = request;
  if (incident.status === 'resolved') return 'already-resolved';
  if ((incident.assignee?.id ?? null) === (to?.id ?? null)) return 'already-assigned';
  const given = redraw({ ...incident, assignee: to });
  const what = to ? ({ kind: 'assigned', to } as const) : ({ kind: 'unassigned' } as const);
  return tell(draft, given, asked(request), what);
};
