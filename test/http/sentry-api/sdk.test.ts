import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { source, worldWith } from '../configured-world.ts';
import { HttpWorld, INGEST_KEY } from '../http-world.ts';
import { auth, envelope, KEY, metrics, send, shop, titles, withShop } from './sdk-client.ts';

const ID = 'a3441960f7ae450bb65a2411dd876b9c';
const anEvent = (change: object = {}) => ({ event_id: ID, message: 'it broke', ...change });
const one = envelope([['event', anEvent()]], { event_id: ID });

it('an error that is sent twice counts once, and is answered the same', async () => {
  const world = withShop();
  await send(world, { body: one });

  const answer = await send(world, { path: '/api/7/store/', body: JSON.stringify(anEvent()) });

  expect([answer.statusCode, answer.json()]).toEqual([200, { id: ID }]);
  expect(await world.store.errorGroups({ limit: 9 })).toMatchObject([{ events: 1 }]);
});

describe('an error is stored that comes', () => {
  it.each<readonly [string, string, string]>([
    ['in an envelope', '/api/7/envelope/', one],
    ['in an envelope, without the slash', '/api/7/envelope', one],
    ['by itself', '/api/7/store/', JSON.stringify(anEvent())],
    ['by itself, without the slash', '/api/7/store', JSON.stringify(anEvent())],
  ])('%s', async (_, path, body) => {
    const world = withShop();

    const answer = await send(world, { path, body });

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ id: ID });
    expect(world.taken.flat()).toMatchObject([
      {
        status: 'firing',
        content: { title: 'it broke', source: 'shop', labels: { service: 'shop' } },
        event: { error: { id: ID, project: 'shop' } },
      },
    ]);
    expect(await world.store.errorSample(ID)).toMatchObject({ event: { message: 'it broke' } });
  });

  it.each<readonly [string, Readonly<Record<string, string>>, Buffer]>([
    ['gzip', { 'content-encoding': 'gzip' }, gzipSync(one)],
    ['br', { 'content-encoding': 'br' }, brotliCompressSync(one)],
    ['deflate', { 'content-encoding': 'deflate' }, deflateSync(one)],
    ['deflate without a head', { 'content-encoding': 'deflate' }, deflateRawSync(one)],
    [
      'gzip, many times smaller than it is',
      { 'content-encoding': 'gzip' },
      gzipSync(one.trimEnd() + '\n'.repeat(3_000_000)),
    ],
    ['identity', { 'content-encoding': 'identity' }, Buffer.from(one)],
    [
      'text/plain, as browsers send it',
      { 'content-type': 'text/plain;charset=UTF-8' },
      Buffer.from(one),
    ],
    ['a type of its own', { 'content-type': 'application/x-sentry-envelope' }, Buffer.from(one)],
  ])('as %s', async (_, headers, body) => {
    const world = withShop();

    const answer = await send(world, { body, headers: { ...auth(), ...headers } });

    expect(answer.statusCode).toBe(200);
    expect(titles(world)).toEqual(['it broke']);
  });

  it('in pieces, of a type and a length that nobody tells', async () => {
    const world = withShop();
    await world.app.listen({ port: 0, host: '127.0.0.1' });
    onTestFinished(() => world.app.close());
    // It listens on TCP.
    const { port } = world.app.server.address() as AddressInfo;

    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { ...auth(), 'transfer-encoding': 'chunked' };
      const path = '/api/7/envelope/';
      const sending = request({ port, host: '127.0.0.1', method: 'POST', path, headers });
      sending.once('response', (answer) => resolve(answer.resume().statusCode));
      sending.once('error', reject);
      for (const piece of one.match(/.{1,20}\n?/gs) ?? []) sending.write(piece);
      sending.end();
    });

    expect(status).toBe(200);
    expect(titles(world)).toEqual(['it broke']);
  });

  it('as zstd, which nobody offered, is told what is understood', async () => {
    const answer = await send(withShop(), {
      body: one,
      headers: { ...auth(), 'content-encoding': 'zstd' },
    });

    expect(answer.statusCode).toBe(415);
    expect(answer.json().detail).toBe(
      'The body may be compressed with gzip, br or deflate, and with nothing else.',
    );
  });
});

describe('the key is taken', () => {
  it.each<readonly [string, string, Readonly<Record<string, string>>, object]>([
    ['from X-Sentry-Auth', '', auth(), {}],
    ['from X-Sentry-Auth in quotes', '', { 'x-sentry-auth': `sentry sentry_key="${KEY}"` }, {}],
    ['from Authorization', '', { authorization: `Sentry sentry_key=${KEY}` }, {}],
    ['from a DSN in Authorization', '', { authorization: `DSN http://${KEY}@host/7` }, {}],
    ['from the query', `?sentry_key=${KEY}&sentry_version=7`, {}, {}],
    ["from the envelope's header", '', {}, { dsn: `http://${KEY}@host:3000/7` }],
  ])('%s', async (_, query, headers, header) => {
    const world = withShop();
    const body = envelope([['event', anEvent()]], header);

    const answer = await send(world, { path: `/api/7/envelope/${query}`, headers, body });

    expect(answer.statusCode).toBe(200);
    expect(titles(world)).toHaveLength(1);
  });

  it.each<readonly [string, string, Readonly<Record<string, string>>, string]>([
    ['a wrong one', '/api/7/envelope/', auth('wrong'), 'Nobody has this key.'],
    ['the ingest key, where there is another', '/api/7/envelope/', auth(INGEST_KEY), 'Nobody has'],
    ["another project's", '/api/8/envelope/', auth(), 'Nobody has this key.'],
    [
      'none',
      '/api/7/envelope/',
      {},
      'There is no key in the request. The DSN must be http://KEY@HOST:PORT/PROJECT, with the key of',
    ],
    ['none for a single event', '/api/7/store/', {}, 'There is no key in the request.'],
  ])('but not %s', async (_, path, headers, sentence) => {
    const world = withShop();

    const answer = await send(world, { path, headers, body: one });

    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toEqual({ detail: expect.stringContaining(sentence), causes: [] });
    expect(answer.headers['x-sentry-error']).toContain(sentence);
    expect(world.taken).toEqual([]);
    expect(await metrics(world, 'quell_alerts_rejected_total')).toEqual([
      `quell_alerts_rejected_total{source="${path.includes('8') ? 'sentry-sdk' : 'shop'}",reason="unauthorized"} 1`,
    ]);
  });
});

describe('a project', () => {
  it('that is not configured has the ingest key, and is called by its number', async () => {
    const world = new HttpWorld();

    await send(world, { path: '/api/12/envelope/', headers: auth(INGEST_KEY), body: one });

    expect(world.taken.flat()).toMatchObject([
      { content: { source: 'sentry-sdk', labels: { service: 'project-12' } } },
    ]);
  });

  it('has the name of the first source with its number', async () => {
    const world = worldWith(
      source({ name: 'logs', type: 'python-logging', project: '7' }),
      source({ name: 'store-front', type: 'rollbar-sdk', project: '7' }),
      shop(),
    );

    await send(world, { body: one });

    expect(world.taken.flat()).toMatchObject([
      { content: { source: 'shop', labels: { service: 'store-front' } } },
    ]);
  });

  it.each(['/api/seven/envelope/', '/api/-7/envelope/', '/api//envelope/'])(
    'is a number: %s is nothing',
    async (path) => {
      const answer = await send(withShop(), { path, body: '{}' });

      expect(answer.statusCode).toBe(404);
    },
  );
});

describe('of an envelope', () => {
  it('what may be lost is counted, and never refused', async () => {
    const world = withShop();
    const types = ['transaction', 'span', 'session', 'sessions', 'log', 'trace_metric', 'statsd'];
    const more = ['profile', 'replay_event', 'replay_recording', 'attachment'];

    const answer = await send(world, {
      body: envelope([...types, ...more].map((type) => [type, {}])),
    });

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({});
    expect(world.taken).toEqual([]);
    expect(await metrics(world, 'quell_sdk_items_total{')).toEqual(
      [...types, ...more].map(
        (type) => `quell_sdk_items_total{source="shop",type="${type}",outcome="counted"} 1`,
      ),
    );
  });

  it('the good items are stored where others are bad', async () => {
    const world = withShop();

    const answer = await send(world, {
      body: envelope([
        ['event', []],
        ['event', anEvent()],
        ['check_in', {}],
        ['hologram', {}],
      ]),
    });

    expect(answer.statusCode).toBe(200);
    expect(titles(world)).toEqual(['it broke']);
    expect(await metrics(world, 'quell_sdk_items_total{')).toEqual([
      'quell_sdk_items_total{source="shop",type="event",outcome="rejected"} 1',
      'quell_sdk_items_total{source="shop",type="event",outcome="stored"} 1',
      'quell_sdk_items_total{source="shop",type="check_in",outcome="rejected"} 1',
      'quell_sdk_items_total{source="shop",type="unknown",outcome="skipped"} 1',
    ]);
  });

  it('that has nothing good the sender hears why', async () => {
    const world = withShop();

    const answer = await send(world, { body: envelope([['event', []]]) });

    expect(answer.statusCode).toBe(400);
    expect(answer.json().detail).toBe('An event must be an object, and this is an array.');
  });

  it('what the SDK did not send is counted, and told on where its program wanted it sent', async () => {
    const world = withShop();
    const discarded_events = [
      { reason: 'ratelimit_backoff', category: 'error', quantity: 12 },
      { reason: '<script>', category: 'Weird!', quantity: 1 },
      { reason: 'queue_overflow', category: 'span', quantity: 'many' },
      { reason: 'sample_rate', category: 'error', quantity: 30 },
    ];

    await send(world, { body: envelope([['client_report', { discarded_events }]]) });

    expect(await metrics(world, 'quell_client_discarded_total{')).toEqual([
      'quell_client_discarded_total{source="shop",reason="ratelimit_backoff",category="error"} 12',
      'quell_client_discarded_total{source="shop",reason="other",category="other"} 1',
      'quell_client_discarded_total{source="shop",reason="sample_rate",category="error"} 30',
    ]);
    expect(world.lost).toEqual([{ source: 'shop', loss: { count: 12, limit: null } }]);
  });
});

describe('a body is refused', () => {
  it.each<readonly [string, string, string | Buffer, number]>([
    ['that is no envelope', '/api/7/envelope/', 'oops', 400],
    ['that is empty', '/api/7/envelope/', '', 400],
    ['that is no JSON', '/api/7/store/', '{"mess', 400],
    ['that is no event', '/api/7/store/', '[]', 400],
    [
      'of more than 1 MiB as one event',
      '/api/7/store/',
      JSON.stringify('x'.repeat(1_100_000)),
      413,
    ],
    ['of more than 20 MiB', '/api/7/envelope/', Buffer.alloc(20 * 1024 * 1024 + 1, ' '), 413],
  ])('%s', async (_, path, body, status) => {
    const world = withShop();

    const answer = await send(world, { path, body });

    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toEqual({ detail: expect.stringMatching(/[.]$/), causes: [] });
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(world.taken).toEqual([]);
  });

  it('that is small and decompresses to more than is taken', async () => {
    const body = gzipSync(Buffer.alloc(21 * 1024 * 1024));

    const answer = await send(withShop(), {
      body,
      headers: { ...auth(), 'content-encoding': 'gzip' },
    });

    expect(answer.statusCode).toBe(413);
    expect(answer.json().detail).toContain('20 MiB');
  });

  it('with a time to come again where it cannot be stored', async () => {
    const world = withShop();
    world.broken = new Error('disk full');

    const answer = await send(world, { body: one });

    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
  });
});

it('pages of any site may send, and see the answer', async () => {
  const world = withShop();

  const before = await world.app.inject({
    method: 'OPTIONS',
    url: '/api/7/envelope/',
    headers: { origin: 'https://shop.example.com', 'access-control-request-method': 'POST' },
  });
  const answer = await send(world, { body: one });

  expect(before.statusCode).toBe(204);
  expect(before.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': expect.stringContaining('X-Sentry-Auth'),
  });
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': expect.stringContaining('x-sentry-rate-limits'),
  });
});

it('secrets are taken out as the configuration says', async () => {
  const world = new HttpWorld((deps) => ({
    ...deps,
    scrub: () => ({ fields: ['tax_id'], keepIp: true, keepEmail: false }),
  }));
  const event = anEvent({
    extra: { tax_id: '123', password: 'x' },
    user: { ip_address: '203.0.113.9', email: 'jane@example.com' },
  });

  await send(world, { headers: auth(INGEST_KEY), body: envelope([['event', event]]) });

  expect(world.taken.flat()[0]?.event?.error).toMatchObject({
    extra: { tax_id: '[removed]', password: '[removed]' },
    user: { ip: '203.0.113.9', email: 'j…@example.com' },
  });
});
