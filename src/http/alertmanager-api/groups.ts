import type { FastifyInstance } from 'fastify';
import { type Labels, labelKey, labelOf } from '../../domain/labels.ts';
import type { HttpDeps } from '../deps.ts';
import { alertList, type GettableAlert } from './alert-list.ts';
import { queryOf } from './query.ts';

interface Group {
  readonly labels: Labels;
  readonly receiver: { readonly name: string };
  readonly alerts: GettableAlert[];
}

/** `GET /api/v2/alerts/groups`: the alerts by the labels that put them into one incident. */
export function groups(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v2/alerts/groups', async (request) => {
    const { channel, groupBy } = deps.policy().route;
    const found = new Map<string, Group>();
    for (const alert of await alertList(deps, queryOf(request))) {
      const labels = groupLabels(alert.labels, groupBy);
      const key = labelKey(labels);
      const group = found.get(key) ?? { labels, receiver: { name: channel }, alerts: [] };
      group.alerts.push(alert);
      found.set(key, group);
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  });
}

function groupLabels(labels: Labels, groupBy: readonly string[]): Labels {
  const names = [...groupBy].sort().filter((name) => labelOf(labels, name) !== '');
  return Object.fromEntries(names.map((name) => [name, labelOf(labels, name)]));
}
