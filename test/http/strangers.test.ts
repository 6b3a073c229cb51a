import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { HttpWorld, json } from './http-world.ts';

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
