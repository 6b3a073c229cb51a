import type { ErrorGroup } from '../../domain/error-group.ts';
import { type Incident, isOpen, wasTold } from '../../domain/incident.ts';
import type { Draft } from '../draft.ts';
import { mergedGroup } from '../errors/group-rows.ts';
import { groupOf, homeGroup } from '../errors/home-group.ts';
import { incidentsOf } from '../errors/incidents-of.ts';
import { takeCounts } from '../errors/moved-counts.ts';
import { endAlertsOf, resolveIncident } from '../lifecycle.ts';
import { keep, redraw, tell } from '../record.ts';
import { type Asked, asked, type Verb } from './command.ts';

/**
 * Its errors count with those of another incident from now on, and with what they have counted so far. People merge errors: the
 * incidents that it has on other routes follow.
 */
export const merge: Verb<'merge'> = (request, { into }) => {
  const { draft, incident } = request;
  const named = draft.incidentNumbered(into);
  if (!named) return 'unknown-target';
  const source = incident.error ? draft.errors.group(incident.error.group) : undefined;
  const group = groupOf(draft, named);
  if (!source || !group) return 'not-an-error';
  const target = incidentOf(draft, group, named);
  const isThere = homeGroup(draft, source.id)?.id === group.id;
  if (isThere || target.id === incident.id) return 'same-incident';
  const others = incidentsOf(draft, source).filter(
    (each) => each.id !== incident.id && isOpen(each),
  );
  mergeGroups(draft, source, group);
  const moves = others.map((other) => ({
    from: other,
    to: counterpart(draft, other, group) ?? target,
  }));
  for (const { from, to } of moves) follow({ ...request, incident: from }, to);
  tellOthers(request, group, [target, ...moves.map(({ to }) => to)]);
  return follow(request, target);
};

/** On other routes the errors count in other incidents of that group: their threads hear of it too. */
function tellOthers(request: Asked, group: ErrorGroup, told: readonly Incident[]): void {
  const ids = new Set(told.map(({ id }) => id));
  for (const other of incidentsOf(request.draft, group)) {
    if (isOpen(other) && !ids.has(other.id)) takeIn(request, other);
  }
}

/** The incident whose errors count there; the one that was named may itself have been merged into it. */
function incidentOf(draft: Draft, group: ErrorGroup, named: Incident): Incident {
  if (named.error?.group === group.id || group.incident === null) return named;
  return draft.incident(group.incident) ?? named;
}

/** The incident of that group on the same route, where the errors will come from now on. */
function counterpart(draft: Draft, { route }: Incident, group: ErrorGroup): Incident | undefined {
  return incidentsOf(draft, group).find((each) => each.route === route);
}

/** What was merged elsewhere before has its counts there, and leaves them. */
function mergeGroups(draft: Draft, source: ErrorGroup, target: ErrorGroup): void {
  draft.errors.putGroup(mergedGroup(source, target.id, 'person'));
  if (source.mergedInto === null) takeCounts(draft, source, target);
}

/** The incident ends, and the other one says that it took it in; of what nobody was told the thread says nothing. */
function follow(request: Asked, { id }: Pick<Incident, 'id'>): Incident {
  const { draft, incident, actor, now } = request;
  const target = draft.incident(id);
  if (target) takeIn(request, target);
  const quiet = endAlertsOf(draft, incident, now);
  const by = { at: now, by: actor, how: 'merged', into: target?.number ?? null } as const;
  // What it was resolved in is still so once it is split off again.
  const release = incident.resolution?.release ?? null;
  return resolveIncident(draft, quiet, { ...by, release, note: '' });
}

function takeIn(request: Asked, target: Incident): void {
  const { draft, incident } = request;
  const { number, title } = incident;
  const record = wasTold(incident) ? tell : keep;
  record(draft, redraw(target), asked(request), { kind: 'took-in', number, title });
}
