import type { ErrorGroup } from '../../domain/error-group.ts';
import { type Incident, type IncidentId, isOpen, wasTold } from '../../domain/incident.ts';
import type { Draft } from '../draft.ts';
import { groupKeyOfError } from '../group.ts';
import { everyRoute } from '../route.ts';

type KnowsIncidents = Pick<ErrorGroup, 'id' | 'incident' | 'alsoIn'>;

/** The incidents of an error group, one a route that it was on; of routes that the configuration has no longer, those it knows. */
export function incidentsOf(draft: Draft, group: KnowsIncidents): readonly Incident[] {
  const { id } = group;
  const onRoutes = everyRoute(draft.policy.route).map((route) =>
    draft.latestOf(groupKeyOfError(id, route)),
  );
  const known = knownTo(group).map((each) => draft.incident(each));
  const all = [...onRoutes, ...known].filter((each) => each?.error?.group === id);
  return [...new Map(all.flatMap((each) => (each ? [[each.id, each]] : []))).values()];
}

/** The ids of the incidents that a group remembers. */
export function knownTo({ incident, alsoIn = [] }: Omit<KnowsIncidents, 'id'>): IncidentId[] {
  return incident === null ? [...alsoIn] : [incident, ...alsoIn];
}

/** The group remembers where an event of it went: the incident that people know of, and what else is open. */
export function withIncidents(
  draft: Draft,
  group: ErrorGroup,
  given: readonly IncidentId[],
): ErrorGroup {
  const known = knownTo(group);
  const [first = group.incident] = given;
  const incident = isHeardOf(draft, group.incident, first) ? group.incident : first;
  const news = given.filter((id) => !known.includes(id) && isOpenOne(draft, id));
  if (incident === group.incident && news.length === 0) return group;
  const others = [...new Set([...known, ...news])].filter(
    (id) => id !== incident && isOpenOne(draft, id),
  );
  const isAlone = others.length === 0 && !group.alsoIn;
  return { ...group, incident, ...(!isAlone && { alsoIn: others }) };
}

function isOpenOne(draft: Draft, id: IncidentId): boolean {
  const incident = draft.incident(id);
  return incident !== undefined && isOpen(incident);
}

/** Whether the group goes on to know the one that it knows: on several routes it has several, and people do one. */
function isHeardOf(draft: Draft, known: IncidentId | null, other: IncidentId | null): boolean {
  if (known === other) return true;
  const [here, there] = [known, other].map((id) => (id === null ? undefined : draft.incident(id)));
  if (!here || !there || !isOpen(here)) return false;
  return wasTold(here) || !wasTold(there);
}
