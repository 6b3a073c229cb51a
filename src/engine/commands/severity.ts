import { hear } from '../hearing.ts';
import { redraw, tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** How bad it is, says a person: this stands until an alert is worse than all before. */
export const severity: Verb<'severity'> = (request, act) => {
  const { draft, incident } = request;
  if (incident.severity === act.severity) return 'already-so';
  const changed = redraw({ ...incident, severity: act.severity });
  const what = { kind: 'severity', from: incident.severity, to: act.severity } as const;
  const cause = asked(request);
  return hear(draft, tell(draft, changed, cause, what), cause);
};

/** Nothing changes but the card's revision: a select in it shows what was chosen until it is drawn anew. */
export const refresh: Verb<'refresh'> = ({ draft, incident }) =>
  draft.putIncident(redraw(incident));
