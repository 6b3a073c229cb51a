import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Incident, STATUSES } from '../../domain/incident.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import type { IncidentQuery } from '../../store/store.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpFault, stored } from '../faults.ts';
import { alertJson, entryJson, withSlack } from './json.ts';
import { cursorOf, limitOf, oneOf, type Query, queryOf } from './query.ts';

const LISTED = ['open', ...STATUSES, 'muted'] as const;
/** The most alerts that an incident's answer carries; the counters tell of the rest. */
const ALERTS_SHOWN = 1_000;

/** `GET /api/v1/incidents`, one of them, and its timeline. */
export function incidents(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v1/incidents', async (request) => list(deps, queryOf(request)));
  app.get('/api/v1/incidents/:number', async (request) => {
    const incident = await findIncident(deps, request);
    const alerts = await stored(deps.store.alertsOf(incident.id, ALERTS_SHOWN));
    return { ...(await withSlack(deps, incident)), alerts: alerts.map(alertJson) };
  });
  app.get('/api/v1/incidents/:number/timeline', async (request) => timeline(deps, request));
}

async function list(deps: HttpDeps, query: Query) {
  const limit = limitOf(query);
  const found = await stored(deps.store.incidents(incidentQuery(query, limit + 1, deps)));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    incidents: await Promise.all(page.map((incident) => withSlack(deps, incident))),
    next_cursor: last ? String(last.number) : null,
  };
}

function incidentQuery(query: Query, limit: number, { clock }: HttpDeps): IncidentQuery {
  const status = oneOf(query, 'status', LISTED);
  const severity = oneOf(query, 'severity', SEVERITIES);
  const below = cursorOf(query);
  const text = query['q']?.trim();
  return {
    limit,
    now: clock.now(),
    ...(status && { status }),
    ...(severity && { severity }),
    ...(text && { text }),
    ...(below !== undefined && { below }),
  };
}

async function timeline(deps: HttpDeps, request: FastifyRequest) {
  const query = queryOf(request);
  const limit = limitOf(query);
  const after = cursorOf(query) ?? 0;
  const incident = await findIncident(deps, request);
  const found = await stored(deps.store.timeline(incident.id, after, limit + 1));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const entries = page.map((entry) => ({ ...entryJson(entry), text: deps.tell(incident, entry) }));
  return { entries, next_cursor: last ? String(last.seq) : null };
}

/** The incident of the path, or 404. */
export async function findIncident(
  { store }: Pick<HttpDeps, 'store'>,
  request: FastifyRequest,
): Promise<Incident> {
  const number = numberOf(request);
  const incident = number === null ? undefined : await stored(store.incidentNumbered(number));
  return incident ?? unknownIncident(request);
}

function pathText({ params }: FastifyRequest): string {
  // The routes that come here have this one parameter.
  return (params as { readonly number: string }).number;
}

/** `12`, and also `INC-12`, as people write it. */
function numberOf(request: FastifyRequest): number | null {
  const digits = /^(?:INC-)?(\d{1,15})$/i.exec(pathText(request))?.[1];
  return digits === undefined ? null : Number(digits);
}

function unknownIncident(request: FastifyRequest): never {
  const name = pathText(request).slice(0, 50);
  throw new HttpFault(404, 'unknown_incident', `There is no incident ${name}.`);
}
