import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { JOBS_KEY, source, worldWith } from './configured-world.ts';
import { API_TOKEN, HttpWorld, INGEST_KEY, json } from './http-world.ts';

const WRONG = 'a-key-that-nobody-has-0123456789';

/** What the log says of strangers. */
function warned(world: HttpWorld) {
  const said = world.logged.filter(({ level }) => level === 'warn');
  return said.map(({ fields, text }) => ({ text, ...fields }));
}

const DOORS = [
  ['/api/1/envelope/', { 'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${WRONG}` }, {}],
  ['/api/1/store/', { 'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${WRONG}` }, {}],
  ['/hooks/grafana', { authorization: `Bearer ${WRONG}` }, {}],
  ['/api/v2/alerts', { authorization: `Bearer ${WRONG}` }, []],
  ['/v2/alerts', { authorization: `GenieKey ${WRONG}` }, { message: 'x' }],
  ['/v2/enqueue', {}, { routing_key: WRONG, event_action: 'resolve', dedup_key: 'x' }],
  ['/api/1/item/', { 'x-rollbar-access-token': WRONG }, {}],
] as const;

async function knock(world: HttpWorld, url: string, own: object, payload: unknown = {}) {
  const body = json(payload);
  const headers = { ...body.headers, ...own };
  return world.app.inject({ method: 'POST', url, ...body, headers });
}

describe('a key that nobody has', () => {
  it.each(DOORS)('is told of in the log, at %s', async (url, headers, payload) => {
    const world = new HttpWorld();

    const { statusCode } = await knock(world, `${url}?x=1`, headers, payload);

    expect([400, 401, 403]).toContain(statusCode);
    const text = 'refused requests: nobody has their key';
    expect(warned(world)).toEqual([{ text, path: url, requests: 1, from: '127.0.0.1' }]);
    expect(JSON.stringify(world.logged)).not.toContain(WRONG);
  });

  it('is told of once a minute and door, with how many came', async () => {
    const world = new HttpWorld();
    const headers = { 'x-sentry-auth': `Sentry sentry_key=${WRONG}` };

    for (let sent = 0; sent < 4; sent++) await knock(world, '/api/1/envelope/', headers);
    await knock(world, '/api/2/envelope/', headers);
    world.advance(minutes(1));
    await knock(world, '/api/1/envelope/', headers);

    expect(warned(world)).toMatchObject([
      { path: '/api/1/envelope/', requests: 1 },
      { path: '/api/2/envelope/', requests: 1 },
      { path: '/api/1/envelope/', requests: 4 },
    ]);
  });

  it('does not fill the log with numbers that strangers choose', async () => {
    const world = new HttpWorld();
    const headers = { 'x-sentry-auth': `Sentry sentry_key=${WRONG}` };

    for (let number = 0; number < 60; number++) {
      await knock(world, `/api/${number}/envelope/`, headers);
    }

    expect(warned(world)).toHaveLength(51);
  });

  it('is no word for a request whose key is right', async () => {
    const world = new HttpWorld();

    await world.hook('json', { title: 'x' });
    await world.hook('json', 'not what it takes');

    expect(warned(world)).toEqual([]);
  });
});

describe('a key of ours that another door wants', () => {
  const OTHER = 'refused requests: their key is one of ours, and another one is wanted there';
  const API_DOORS = 'ingest key, or key of a source of the type';

  it.each([
    ['/hooks/json', { authorization: `Bearer ${API_TOKEN}` }, {}, 'ingest key'],
    [
      '/hooks/json',
      { authorization: `Basic ${Buffer.from(`x:${API_TOKEN}`).toString('base64')}` },
      {},
      'ingest key',
    ],
    ['/hooks/json', { 'x-quell-key': API_TOKEN }, {}, 'ingest key'],
    ['/hooks/gitlab', { 'x-gitlab-token': API_TOKEN }, {}, 'ingest key'],
    ['/api/1/envelope/', { 'x-sentry-auth': `Sentry sentry_key=${API_TOKEN}` }, {}, 'ingest key'],
    [
      '/v2/enqueue',
      {},
      { routing_key: API_TOKEN, event_action: 'resolve', dedup_key: 'x' },
      `${API_DOORS} pagerduty`,
    ],
    [
      '/v2/alerts',
      { authorization: `GenieKey ${API_TOKEN}` },
      { message: 'x' },
      `${API_DOORS} opsgenie`,
    ],
    ['/api/1/item/', { 'x-rollbar-access-token': API_TOKEN }, {}, `${API_DOORS} rollbar-sdk`],
    ['/api/1/item/', {}, { access_token: API_TOKEN }, `${API_DOORS} rollbar-sdk`],
  ])('is named at %s: %j', async (path, headers, payload, wanted) => {
    const world = new HttpWorld();

    await knock(world, path, headers, payload);

    expect(warned(world)).toEqual([
      { text: OTHER, path, requests: 1, from: '127.0.0.1', sent: 'API token', wanted },
    ]);
    expect(JSON.stringify(world.logged)).not.toContain(API_TOKEN);
  });

  it('is named at the REST API', async () => {
    const world = new HttpWorld();

    await knock(world, '/api/v1/silences', { authorization: `Bearer ${INGEST_KEY}` });

    expect(warned(world)).toMatchObject([{ sent: 'ingest key', wanted: 'API token' }]);
    expect(JSON.stringify(world.logged)).not.toContain(INGEST_KEY);
  });

  it('is named where a source has a key of its own', async () => {
    const world = worldWith(source({ key: JOBS_KEY }));

    await knock(world, '/hooks/jobs', { 'x-quell-key': INGEST_KEY });
    await knock(world, '/hooks/grafana', { 'x-quell-key': JOBS_KEY });

    expect(warned(world)).toMatchObject([
      { path: '/hooks/jobs', sent: 'ingest key', wanted: 'key of the source "jobs"' },
      { path: '/hooks/grafana', sent: 'key of the source "jobs"', wanted: 'ingest key' },
    ]);
  });
});
