import type { FastifyInstance } from 'fastify';
import { LEVELS } from '../../domain/error-event.ts';
import type { ErrorGroup } from '../../domain/error-group.ts';
import type { ErrorGroupQuery } from '../../store/store.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpFault, stored } from '../faults.ts';
import { groupJson, wholeGroupJson } from './error-groups-json.ts';
import { eventPage, type OfOne } from './events.ts';
import { cursorBehindGroup, groupPositionOf } from './positions.ts';
import { limitOf, momentOf, oneOf, type Query, queryOf, textOf } from './query.ts';

/** `GET /api/v1/errors`: error groups; one of them, and its events. */
export function errors(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v1/errors', async (request) => list(deps, queryOf(request)));
  app.get<OfOne>('/api/v1/errors/:id', async ({ params }) => {
    const group = await findGroup(deps, params.id);
    return wholeGroupJson(group, await incidentOf(deps, group), deps.clock.now());
  });
  app.get<OfOne>('/api/v1/errors/:id/events', async (request) => {
    const { id } = await findGroup(deps, request.params.id);
    return eventPage(deps, queryOf(request), { group: id });
  });
}

async function list(deps: HttpDeps, query: Query) {
  const limit = limitOf(query);
  const found = await stored(deps.store.errorGroups(groupQuery(query, limit + 1, deps)));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const now = deps.clock.now();
  return {
    errors: await Promise.all(
      page.map(async (group) => groupJson(group, await incidentOf(deps, group), now)),
    ),
    next_cursor: last ? cursorBehindGroup(last) : null,
  };
}

function groupQuery(query: Query, limit: number, { clock }: HttpDeps): ErrorGroupQuery {
  const level = oneOf(query, 'level', LEVELS);
  const since = momentOf(query, 'since', clock.now());
  const after = groupPositionOf(query);
  return {
    limit,
    ...textOf(query, 'project', 'project'),
    ...textOf(query, 'environment', 'environment'),
    ...textOf(query, 'release', 'release'),
    ...textOf(query, 'q', 'text'),
    ...(level && { level }),
    ...(since !== undefined && { since }),
    ...(after && { after }),
  };
}

async function incidentOf({ store }: HttpDeps, { incident }: ErrorGroup) {
  return incident === null ? null : ((await stored(store.incident(incident))) ?? null);
}

async function findGroup({ store }: HttpDeps, id: string): Promise<ErrorGroup> {
  const group = await stored(store.errorGroup(id));
  if (group) return group;
  throw new HttpFault(404, 'unknown_error', `There is no error group ${id.slice(0, 100)}.`);
}
