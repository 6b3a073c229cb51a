import type { SourceSettings } from '../../src/config/settings.ts';
import { worldWith } from './configured-world.ts';
import { type HttpWorld, INGEST_KEY, json } from './http-world.ts';

/** A door at which nobody keeps the API of another product apart from ours. */
export const doors = (...configured: readonly SourceSettings[]): HttpWorld =>
  worldWith(...configured);

/** An event as PagerDuty's clients post it. */
export const anEvent = (change: Readonly<Record<string, unknown>> = {}) => ({
  routing_key: INGEST_KEY,
  event_action: 'trigger',
  dedup_key: 'disk/db-01',
  payload: { summary: 'Disk is full', source: 'db-01', severity: 'critical' },
  ...change,
});

/** Posts an event, and answers what came back. */
export async function enqueue(world: HttpWorld, event: unknown, path = '/v2/enqueue') {
  const answer = await world.app.inject({ method: 'POST', url: path, ...json(event) });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Asks Opsgenie's API, and answers what came back. */
export async function genie(
  world: HttpWorld,
  [method, url]: readonly [Method, string],
  payload?: unknown,
  key = INGEST_KEY,
) {
  const { headers, ...body } = payload === undefined ? { headers: {} } : json(payload);
  const authorization = `GenieKey ${key}`;
  const answer = await world.app.inject({
    method,
    url,
    ...body,
    headers: { ...headers, authorization },
  });
  return { status: answer.statusCode, body: answer.json() };
}

/** The incidents as our own API shows them, the newest first. */
export async function incidents(world: HttpWorld) {
  return (await world.ask({ url: '/api/v1/incidents' })).json().incidents;
}

/** What stands on the timeline of an incident, by kind. */
export async function timeline(world: HttpWorld, number = 1) {
  return (await world.ask({ url: `/api/v1/incidents/${number}/timeline` })).json().entries;
}
