import type { ErrorGroup } from '../../domain/error-group.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Draft } from '../draft.ts';
import { joinedGroups, mergedGroup } from '../errors/group-rows.ts';
import { groupOf, homeGroup } from '../errors/home-group.ts';
import { endAlertsOf, resolveIncident } from '../lifecycle.ts';
import { redraw, tell } from '../record.ts';
import { asked, type Verb } from './command.ts';

/** Its errors count with those of another incident from now on, and with what they have counted so far. */
export const merge: Verb<'merge'> = (request, { into }) => {
  const { draft, incident, actor, now } = request;
  const named = draft.incidentNumbered(into);
  if (!named) return 'unknown-target';
  const source = incident.error ? draft.errors.group(incident.error.group) : undefined;
  const group = groupOf(draft, named);
  if (!source || !group) return 'not-an-error';
  const target = incidentOf(draft, group, named);
  const isThere = homeGroup(draft, source.id)?.id === group.id;
  if (isThere || target.id === incident.id) return 'same-incident';
  mergeGroups(draft, source, group);
  const { number, title } = incident;
  tell(draft, redraw(target), asked(request), { kind: 'took-in', number, title });
  const quiet = endAlertsOf(draft, incident, now);
  const by = { at: now, by: actor, how: 'merged', into: target.number } as const;
  return resolveIncident(draft, quiet, { ...by, release: null, note: '' });
};

/** The incident whose errors count there; the one that was named may itself have been merged into it. */
function incidentOf(draft: Draft, group: ErrorGroup, named: Incident): Incident {
  if (named.error?.group === group.id || group.incident === null) return named;
  return draft.incident(group.incident) ?? named;
}

/** What was merged elsewhere before has its counts there, and leaves them. */
function mergeGroups(draft: Draft, source: ErrorGroup, target: ErrorGroup): void {
  draft.errors.putGroup(mergedGroup(source, target.id, 'person'));
  if (source.mergedInto === null) draft.errors.putGroup(joinedGroups(source, target));
}
