import type { FastifyInstance } from 'fastify';
import { type Labels, labelKey, labelOf } from '../../domain/labels.ts';
import type { Route } from '../../domain/policy.ts';
import type { HttpDeps } from '../deps.ts';
import { byFingerprint, followed, type GettableAlert, gettable } from './alert-list.ts';
import { type Present, presentOf, statusOf } from './present.ts';
import { queryOf, type Wanted, wantedOf } from './query.ts';

interface Group {
  readonly labels: Labels;
  readonly receiver: { readonly name: string };
  readonly alerts: GettableAlert[];
}

/** `GET /api/v2/alerts/groups`: the alerts by the incidents that they belong to. */
export function groups(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v2/alerts/groups', async (request) => {
    const wanted = wantedOf(queryOf(request));
    return groupsOf(await presentOf(deps), wanted);
  });
}

function groupsOf(present: Present, wanted: Wanted): readonly Group[] {
  const byIncident = new Map<string, Group>();
  for (const { onRoutes } of followed(present, wanted)) {
    const routes = onRoutes.map(({ route }) => route);
    for (const { alert, route } of onRoutes) {
      const status = statusOf(alert, [route], present);
      if (!wanted.receiver(route.channel) || !wanted.shows(status)) continue;
      const group = byIncident.get(alert.incident) ?? emptyGroup(alert.content.labels, route);
      group.alerts.push(gettable(alert, { routes, status, present }));
      byIncident.set(alert.incident, group);
    }
  }
  for (const { alerts } of byIncident.values()) alerts.sort(byFingerprint);
  return [...byIncident.values()].sort(inOrder);
}

function emptyGroup(labels: Labels, route: Route): Group {
  return { labels: groupLabels(labels, route), receiver: { name: route.channel }, alerts: [] };
}

function groupLabels(labels: Labels, { groupBy }: Route): Labels {
  if (groupBy === 'all') return labels;
  const names = [...groupBy].sort().filter((name) => labelOf(labels, name) !== '');
  return Object.fromEntries(names.map((name) => [name, labelOf(labels, name)]));
}

function inOrder(a: Group, b: Group): number {
  const [first, second] = [a, b].map(
    ({ labels, receiver }) => `${labelKey(labels)}\0${receiver.name}`,
  );
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
