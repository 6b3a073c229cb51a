import type { ErrorGroup } from '../../domain/error-group.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Draft } from '../draft.ts';
import { groupKeyOfError } from '../group.ts';
import { everyRoute } from '../route.ts';

/** The incidents of an error group, one a route that it was on; of routes that the configuration has no longer, the one it knows. */
export function incidentsOf(
  draft: Draft,
  { id, incident }: Pick<ErrorGroup, 'id' | 'incident'>,
): readonly Incident[] {
  const onRoutes = everyRoute(draft.policy.route).map((route) =>
    draft.latestOf(groupKeyOfError(id, route)),
  );
  const known = incident === null ? undefined : draft.incident(incident);
  const all = [...onRoutes, known].filter((each) => each?.error?.group === id);
  return [...new Map(all.flatMap((each) => (each ? [[each.id, each]] : []))).values()];
}
