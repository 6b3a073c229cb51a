import { describe, expect, it } from 'vitest';
import type { SourceSettings } from '../../src/config/settings.ts';
import { hours, minutes, seconds } from '../../src/domain/time.ts';
import {
  JOBS_KEY,
  jobs,
  ofAlertmanager,
  ofPrometheus,
  PROM_KEY,
  post,
  prom,
  source,
  worldWith,
} from './configured-world.ts';
import { API_TOKEN, type HttpWorld, INGEST_KEY } from './http-world.ts';

const takenBy = (world: HttpWorld) => world.taken.flat().map(({ content }) => content.source);

describe('a configured source', () => {
  it.each([
    ['speaks the format of its type', source({}), '/hooks/jobs', { title: 'A' }],
    ['may be an Alertmanager', prom({ key: null }), '/hooks/prom', ofAlertmanager()],
    [
      'takes the place of a format',
      source({ name: 'prometheus' }),
      '/hooks/prometheus',
      { title: 'A' },
    ],
  ])('%s, and its alerts carry its name', async (_, settings, url, payload) => {
    const world = worldWith(settings);

    expect((await post(world, url, payload)).statusCode).toBe(202);
    expect(takenBy(world)).toEqual([settings.name]);
  });

  it('leaves every format reachable under its own name', async () => {
    const world = worldWith(source({ key: JOBS_KEY }));

    expect((await post(world, '/hooks/json', { title: 'A' })).statusCode).toBe(202);
    expect(takenBy(world)).toEqual(['json']);
  });

  it('is not named to strangers', async () => {
    const answer = await post(worldWith(source({})), '/hooks/job', { title: 'A' }, 'wrong');

    expect(answer.statusCode).toBe(404);
    expect(answer.body).not.toContain('jobs');
  });

  it('is counted under its name', async () => {
    const world = worldWith(source({ rate: { count: 2, per: minutes(1) } }));
    await post(world, '/hooks/jobs', [{ title: 'A' }, { title: 7 }]);
    await post(world, '/hooks/jobs', { title: 'A' }, 'wrong');
    await post(world, '/hooks/jobs', jobs(2));

    const { body } = await world.app.inject('/metrics');

    expect(body.split('\n')).toEqual(
      expect.arrayContaining([
        'quell_alerts_accepted_total{source="jobs"} 1',
        'quell_alerts_rejected_total{source="jobs",reason="invalid-entry"} 1',
        'quell_alerts_rejected_total{source="jobs",reason="unauthorized"} 1',
        'quell_alerts_rejected_total{source="jobs",reason="rate"} 2',
      ]),
    );
  });
});

describe('the key of a configured source', () => {
  const keyed = [source({ key: JOBS_KEY }), prom(), source({ name: 'open' })];

  it.each([
    ['opens its door', '/hooks/jobs', JOBS_KEY, 202],
    ['opens no other source', '/hooks/prom', JOBS_KEY, 401],
    ['opens no format', '/hooks/json', JOBS_KEY, 401],
    ['opens no source that has none', '/hooks/open', JOBS_KEY, 401],
    ['stands in place of the ingest key', '/hooks/jobs', INGEST_KEY, 401],
    ['cannot be the API token', '/hooks/jobs', API_TOKEN, 401],
    ['is the ingest key where there is none', '/hooks/open', INGEST_KEY, 202],
    ["opens Alertmanager's API where it is an Alertmanager's", '/api/v2/alerts', PROM_KEY, 200],
    ["opens Alertmanager's API for nobody else", '/api/v2/alerts', JOBS_KEY, 401],
  ])('%s', async (_, url, key, status) => {
    const payload = url.endsWith('alerts') ? ofPrometheus() : { title: 'A' };

    const answer = await post(worldWith(...keyed), url, payload, key);

    expect(answer.statusCode).toBe(status);
    expect(answer.body).not.toMatch(/-key-\d/);
  });

  it('says that the ingest key does not count', async () => {
    const answer = await post(worldWith(...keyed), '/hooks/jobs', { title: 'A' });

    const { message } = answer.json().error;
    expect(message).toContain('The ingest key is not taken here');
    expect(message).toContain('as the password of Basic authentication');
  });

  it.each([
    ['silences', '/api/v2/silences'],
    ['alerts', '/api/v2/alerts'],
    ['the status', '/api/v2/status'],
  ])("of an Alertmanager reads %s, as a client of Alertmanager's does", async (_, url) => {
    const headers = { authorization: `Basic ${Buffer.from(`any:${PROM_KEY}`).toString('base64')}` };

    const answer = await worldWith(...keyed).app.inject({ url, headers });

    expect(answer.statusCode).toBe(200);
  });

  it.each([
    ['an incident', '/api/v1/incidents', PROM_KEY],
    ['anything with a key in the query', `/api/v2/alerts?key=${PROM_KEY}`, ''],
  ])('of an Alertmanager does not read %s', async (_, url, key) => {
    const headers = { authorization: `Bearer ${key}` };

    expect((await worldWith(...keyed).app.inject({ url, headers })).statusCode).toBe(401);
  });
});

describe("what is posted to Alertmanager's API", () => {
  const other = prom({ name: 'other', key: 'other-key' });

  it.each<readonly [string, SourceSettings[], string, string]>([
    ['belongs to the source whose key it has', [other, prom()], PROM_KEY, 'prom'],
    [
      'belongs to a source without a key where it has the ingest key',
      [other, prom({ key: null })],
      INGEST_KEY,
      'prom',
    ],
    [
      'belongs to the first of several with the same key',
      [prom(), prom({ name: 'b' })],
      PROM_KEY,
      'prom',
    ],
    ['belongs to no source of another type', [source({}), prom()], INGEST_KEY, 'alertmanager'],
    [
      'belongs to no source where it has the API token',
      [prom({ key: null })],
      API_TOKEN,
      'alertmanager',
    ],
    ['belongs to no source where there is none', [], INGEST_KEY, 'alertmanager'],
  ])('%s', async (_, configured, key, name) => {
    const world = worldWith(...configured);

    expect((await post(world, '/api/v2/alerts', ofPrometheus(), key)).statusCode).toBe(200);
    expect(takenBy(world)).toEqual([name]);
  });
});

describe('a resolve time-out', () => {
  const twoMinutes = { resolveTimeout: minutes(2) };
  const lists = [source(twoMinutes), prom(twoMinutes)];

  it.each([
    ['of json', '/hooks/jobs', { title: 'A' }, INGEST_KEY],
    ["of Alertmanager's webhook", '/hooks/prom', ofAlertmanager(), PROM_KEY],
    [
      "of Alertmanager's API, whose own is five minutes",
      '/api/v2/alerts',
      ofPrometheus(),
      PROM_KEY,
    ],
  ])('%s ends a firing that is not sent again', async (_, url, payload, key) => {
    const world = worldWith(...lists);
    const firing = async () => (await world.send({ url: '/api/v2/alerts' })).json().length;
    await post(world, url, payload, key);
    world.advance(seconds(119));
    await post(world, url, payload, key);

    world.advance(seconds(119));
    expect(await firing()).toBe(1);
    world.advance(seconds(1));
    expect(await firing()).toBe(0);
  });

  it.each([
    ['without it json holds', '/hooks/json', { title: 'A' }, INGEST_KEY],
    ['without it a webhook holds', '/hooks/alertmanager', ofAlertmanager(), INGEST_KEY],
    [
      'an end that the sender gives holds',
      '/api/v2/alerts',
      [{ labels: { alertname: 'A' }, endsAt: '2026-02-11T14:02:00Z' }],
      PROM_KEY,
    ],
  ])('%s', async (_, url, payload, key) => {
    const world = worldWith(...lists);
    await post(world, url, payload, key);
    world.advance(hours(12));

    expect((await world.send({ url: '/api/v2/alerts' })).json()).toHaveLength(1);
  });

  it.each([
    ['json', '/hooks/jobs', { title: 'A', status: 'resolved' }, INGEST_KEY],
    [
      'a webhook',
      '/hooks/prom',
      { alerts: [{ status: 'resolved', labels: { alertname: 'A' } }] },
      PROM_KEY,
    ],
  ])('is not for what is resolved: %s', async (_, url, payload, key) => {
    const world = worldWith(...lists);
    await post(world, url, payload, key);

    expect(world.taken.flat()).toHaveLength(1);
    expect(world.taken[0]?.[0]).not.toHaveProperty('resolveTimeout');
  });
});

describe('a change of the configuration', () => {
  const before = source({ key: JOBS_KEY, rate: { count: 1, per: hours(1) } });

  it.each<readonly [string, SourceSettings[], string, number]>([
    ['to no such source', [], JOBS_KEY, 404],
    ['to another key', [{ ...before, key: 'new-key' }], JOBS_KEY, 401],
    ['to no key', [{ ...before, key: null, rate: null }], INGEST_KEY, 202],
    ['to another rate', [{ ...before, rate: { count: 2, per: hours(1) } }], JOBS_KEY, 202],
    ['to another type', [{ ...before, type: 'prometheus', rate: null }], JOBS_KEY, 400],
    ['that leaves the rate as it was', [{ ...before, resolveTimeout: minutes(1) }], JOBS_KEY, 429],
  ])('takes effect at once: %s', async (_, after, key, status) => {
    const world = worldWith(before);
    expect((await post(world, '/hooks/jobs', { title: 'A' }, JOBS_KEY)).statusCode).toBe(202);

    world.configured = after;

    expect((await post(world, '/hooks/jobs', { title: 'A' }, key)).statusCode).toBe(status);
  });

  it("takes effect in Alertmanager's API too", async () => {
    const world = worldWith(prom());
    await post(world, '/api/v2/alerts', ofPrometheus(), PROM_KEY);

    world.configured = [prom({ key: 'new-key' })];

    const status = async (key: string) =>
      (await post(world, '/api/v2/alerts', ofPrometheus(), key)).statusCode;
    expect([await status(PROM_KEY), await status('new-key')]).toEqual([401, 200]);
  });
});
