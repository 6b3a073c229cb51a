import type { SourceSettings } from '../../src/config/settings.ts';
import { HttpWorld, INGEST_KEY, json } from './http-world.ts';

export const PROM_KEY = 'prom-key-0123456789';
export const JOBS_KEY = 'jobs-key-0123456789';

/** A source of our own format. */
export const source = (change: Partial<SourceSettings>): SourceSettings => ({
  name: 'jobs',
  type: 'json',
  key: null,
  rate: null,
  resolveTimeout: null,
  project: null,
  map: null,
  example: null,
  ...change,
});

/** An Alertmanager with a key of its own. */
export const prom = (change: Partial<SourceSettings> = {}) =>
  source({ name: 'prom', type: 'alertmanager', key: PROM_KEY, ...change });

/** Doors with these sources configured. */
export function worldWith(...configured: readonly SourceSettings[]): HttpWorld {
  const world = new HttpWorld();
  world.configured = configured;
  return world;
}

/** A body sent to a door with a key. */
export const post = (world: HttpWorld, url: string, payload: unknown, key = INGEST_KEY) => {
  const { headers, ...body } = json(payload);
  const authorization = `Bearer ${key}`;
  return world.app.inject({ method: 'POST', url, ...body, headers: { ...headers, authorization } });
};

/** A webhook of an Alertmanager. */
export const ofAlertmanager = () => ({
  alerts: [{ status: 'firing', labels: { alertname: 'A' } }],
});

/** What Prometheus posts. */
export const ofPrometheus = () => [{ labels: { alertname: 'A' } }];

/** So many alerts in our own format. */
export const jobs = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ title: `Job ${n}` }));
