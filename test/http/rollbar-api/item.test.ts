import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hours } from '../../../src/domain/time.ts';
import { source, worldWith } from '../configured-world.ts';
import { HttpWorld, INGEST_KEY } from '../http-world.ts';
import { incidents } from '../other-api.ts';
import { anItem, post } from './rollbar.ts';

const UUID = '71050962c77b4f4fa5dfc27c3567a951';
const KEY = 'shop-key-0123456789';
const shop = source({ name: 'shop', type: 'rollbar-sdk', key: KEY });

describe('an item', () => {
  it.each(['/api/1/item/', '/api/1/item'])(
    'is taken at %s, and answered as by Rollbar',
    async (url) => {
      const world = new HttpWorld();

      const answer = await post(world, anItem(), { url });

      expect(answer).toMatchObject({
        status: 200,
        body: { err: 0, result: { id: null, uuid: UUID } },
      });
      expect(await incidents(world)).toMatchObject([
        {
          title: 'RangeError: no price for order 7',
          severity: 'error',
          source: 'rollbar',
          labels: { service: 'rollbar', exception_type: 'RangeError' },
        },
      ]);
    },
  );

  it.each<readonly [string, (item: object) => Parameters<typeof post>]>([
    ['in a header', (item) => [new HttpWorld(), item]],
    [
      'in its body',
      (item) => [new HttpWorld(), { access_token: INGEST_KEY, ...item }, { token: '' }],
    ],
    [
      'in its address',
      (item) => [
        new HttpWorld(),
        item,
        { token: '', url: `/api/1/item/?access_token=${INGEST_KEY}` },
      ],
    ],
    [
      'in the first of several',
      (item) => [new HttpWorld(), [{ access_token: INGEST_KEY, ...item }, item], { token: '' }],
    ],
    [
      'in a form',
      (item) => [
        new HttpWorld(),
        `payload=${encodeURIComponent(JSON.stringify({ access_token: INGEST_KEY, ...item }))}`,
        { token: '', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      ],
    ],
    [
      'beside a compressed body',
      (item) => [
        new HttpWorld(),
        gzipSync(JSON.stringify(item)),
        { headers: { 'content-encoding': 'gzip' } },
      ],
    ],
  ])('is taken with its token %s', async (_, given) => {
    const answer = await post(...given(anItem()));

    expect(answer).toMatchObject({ status: 200, body: { err: 0, result: { uuid: UUID } } });
  });

  it('goes to the source whose key it has', async () => {
    const world = worldWith(shop);

    await post(world, anItem(), { token: KEY });

    expect(await incidents(world)).toMatchObject([{ source: 'shop', labels: { service: 'shop' } }]);
    expect(world.heard).toEqual(['shop']);
  });

  it('goes to the project that its source shares', async () => {
    const web = source({ name: 'web', type: 'sentry-sdk', project: '7' });
    const world = worldWith(web, { ...shop, project: '7' });

    await post(world, anItem(), { token: KEY });

    expect(await incidents(world)).toMatchObject([{ source: 'shop', labels: { service: 'web' } }]);
  });

  it('of a kind is one incident, however often it comes', async () => {
    const world = new HttpWorld();
    const again = { data: { ...anItem().data, uuid: '00000000-0000-4000-8000-000000000000' } };

    await post(world, anItem());
    await post(world, again);
    await post(world, anItem('chain'));

    expect(await incidents(world)).toMatchObject([
      { title: 'Error: could not parse quantity' },
      { occurrence_count: 2 },
    ]);
  });

  it('that is sent twice counts once, and is answered the same', async () => {
    const world = new HttpWorld();
    const first = await post(world, anItem());

    expect((await post(world, anItem())).body).toEqual(first.body);
    expect(await incidents(world)).toMatchObject([{ occurrence_count: 1 }]);
  });

  it('among several that is none costs the others nothing', async () => {
    const answer = await post(new HttpWorld(), [anItem(), { data: { environment: 'x' } }]);

    expect(answer).toMatchObject({
      status: 200,
      body: { err: 0, result: { uuid: UUID }, rejected: [{ index: 1 }] },
    });
  });
});

describe('a refused item', () => {
  it.each<readonly [string, number, string, Parameters<typeof post>]>([
    [
      'without a token',
      401,
      'No access token was found in the request: send a key of a source of the type rollbar-sdk',
      [new HttpWorld(), anItem(), { token: '' }],
    ],
    [
      'with a stranger’s token',
      403,
      'Nobody has this access token',
      [new HttpWorld(), anItem(), { token: 'x' }],
    ],
    [
      'with a stranger’s token in its body',
      403,
      'Nobody has this access token',
      [new HttpWorld(), { access_token: 'x', ...anItem() }, { token: '' }],
    ],
    ['that is no JSON', 400, 'The body is not valid JSON', [new HttpWorld(), '{']],
    ['that is no object', 400, 'The item must be an object', [new HttpWorld(), '7']],
    ['without data', 422, 'The item has no "data"', [new HttpWorld(), {}]],
    ['about nothing', 422, '"data.body" has none of', [new HttpWorld(), { data: {} }]],
    [
      'that is too large',
      413,
      'larger than 1 MiB',
      [new HttpWorld(), { data: 'x'.repeat(2 ** 20) }],
    ],
  ])('%s is answered as by Rollbar', async (_, status, message, given) => {
    const answer = await post(...given);

    expect(answer).toMatchObject({
      status,
      body: { err: 1, message: expect.stringContaining(message) },
    });
  });

  it('is stored by nobody', async () => {
    const world = new HttpWorld();

    await post(world, anItem(), { token: 'stranger' });

    expect(world.taken).toEqual([]);
  });

  it('over the rate is told when to come again, in the way that notifiers read', async () => {
    const world = worldWith({ ...shop, rate: { count: 1, per: hours(1) } });
    await post(world, anItem(), { token: KEY });

    const answer = await post(world, anItem(), { token: KEY });

    expect(answer).toMatchObject({
      status: 429,
      body: { err: 1 },
      headers: {
        'retry-after': '3600',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-remaining-seconds': '3600',
      },
    });
  });

  it('that cannot be stored is answered 503', async () => {
    const world = new HttpWorld();
    world.broken = new Error('disk full');

    expect(await post(world, anItem())).toMatchObject({ status: 503, body: { err: 1 } });
  });
});

it('a page of any site may send items, and hears what became of them', async () => {
  const world = new HttpWorld();

  const before = await world.app.inject({ method: 'OPTIONS', url: '/api/1/item/' });
  const after = await post(world, anItem('browser'));

  expect(before.statusCode).toBe(204);
  expect(before.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-headers': expect.stringContaining('X-Rollbar-Access-Token'),
  });
  expect(after.headers['access-control-allow-origin']).toBe('*');
});
