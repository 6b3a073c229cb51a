import type { FastifyInstance } from 'fastify';
import type { Commit, Deploy, Release } from '../../domain/error-group.ts';
import type { HttpDeps } from '../deps.ts';
import { badRequest, stored } from '../faults.ts';
import { rfc3339, rfc3339OrNull } from '../times.ts';
import { cursorOf, limitOf, type Query, queryOf } from './query.ts';

/** `GET /api/v1/releases?project=`: the releases of a project, the one that was first seen last first. */
export function releases(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v1/releases', async (request) => list(deps, queryOf(request)));
}

async function list({ store }: HttpDeps, query: Query) {
  const project = query['project']?.trim() ?? '';
  if (project === '') throw badRequest('bad_parameter', 'The parameter project is missing.');
  const from = cursorOf(query) ?? 0;
  const end = from + limitOf(query);
  const found = await stored(store.releases(project, end + 1));
  return {
    releases: found.slice(from, end).map(releaseJson),
    next_cursor: found.length > end ? String(end) : null,
  };
}

function releaseJson({ project, version, firstSeenAt, deploys, commits, url }: Release) {
  return {
    project,
    version,
    first_seen_at: rfc3339(firstSeenAt),
    deploys: deploys.map(deployJson),
    commits: commits.map(commitJson),
    url,
  };
}

function deployJson({ environment, at, name, url }: Deploy) {
  return { environment, at: rfc3339(at), name, url };
}

function commitJson({ at, ...commit }: Commit) {
  return { ...commit, at: rfc3339OrNull(at) };
}
