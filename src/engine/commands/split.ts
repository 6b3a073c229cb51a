import { splitGroup } from '../errors/group-rows.ts';
import { redraw, tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** Error groups that were merged into this one count by themselves again; what they had counted stays. */
export const split: Verb<'split'> = (request) => {
  const { draft, incident } = request;
  if (!incident.error) return 'not-an-error';
  const groups = draft.errors.mergedInto(incident.error.group);
  if (groups.length === 0) return 'not-merged';
  for (const group of groups) draft.errors.putGroup(splitGroup(group));
  return tell(draft, redraw(incident), asked(request), { kind: 'split', groups: groups.length });
};
