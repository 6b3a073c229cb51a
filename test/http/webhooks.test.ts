import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SOURCES } from '../../src/sources/index.ts';
import { API_TOKEN, HttpWorld, INGEST_KEY } from './http-world.ts';

describe('POST /hooks/:source', () => {
  it('answers 202 once the alerts are stored, with how many', async () => {
    const world = new HttpWorld();

    const answer = await world.hook('json', [{ title: 'Disk is full' }, { title: 'CPU is hot' }]);

    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ accepted: 2, rejected: [] });
    expect(await world.store.firing()).toHaveLength(2);
  });

  it('stores the good entries and names the bad ones', async () => {
    const world = new HttpWorld();

    const answer = await world.hook('json', [{ title: 'Good' }, { titel: 'Bad' }]);

    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toMatchObject({ accepted: 1, rejected: [{ index: 1 }] });
    expect(world.taken.flat()).toHaveLength(1);
  });

  it('tells which fields may be misspelt, of what was taken and of what was not', async () => {
    const answer = await new HttpWorld().hook('json', [
      { title: 'Good', sevrity: 'critical' },
      { titel: 'Bad' },
    ]);

    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({
      accepted: 1,
      rejected: [{ index: 1, reason: '"title" is missing: it names what is wrong.' }],
      notes: [
        { index: 0, note: '"sevrity" became an annotation: is "severity" meant?' },
        { index: 1, note: '"titel" became an annotation: is "title" meant?' },
      ],
    });
  });

  it('answers 400 when no entry is good, and stores nothing', async () => {
    const world = new HttpWorld();

    const answer = await world.hook('json', { title: 7 });

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual({
      accepted: 0,
      rejected: [{ index: 0, reason: '"title" must be a string, and is a number.' }],
      error: { code: 'nothing_accepted', message: 'No alert of the body could be taken.' },
    });
    expect(world.taken).toEqual([]);
  });

  it('accepts an empty array', async () => {
    const answer = await new HttpWorld().hook('json', []);

    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ accepted: 0, rejected: [] });
  });

  it('answers 404 for a source that nobody knows, and names those there are', async () => {
    const types = SOURCES.map(({ type }) => type).join(', ');

    const answer = await new HttpWorld().hook('jsn', { title: 'A' });

    expect(answer.statusCode).toBe(404);
    expect(answer.json().error.message).toBe(
      `There is no source "jsn". Known: ${types}, and what the configuration names under "sources".`,
    );
  });

  it('answers 503 with Retry-After when it cannot store', async () => {
    const world = new HttpWorld();
    world.broken = new Error('disk is full');

    const answer = await world.hook('json', { title: 'A' });

    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.json().error.code).toBe('unavailable');
    expect(world.logged).toMatchObject([{ level: 'error', fields: { error: world.broken } }]);
  });
});

describe('a key', () => {
  const post = (world: HttpWorld, query: string, headers: Readonly<Record<string, string>>) =>
    world.app.inject({
      method: 'POST',
      url: `/hooks/json${query}`,
      headers: { ...headers, 'content-type': 'application/json' },
      payload: '{"title": "A"}',
    });
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

  it.each([
    ['a bearer token', { authorization: `Bearer ${INGEST_KEY}` }, ''],
    ['a bearer token in any case', { authorization: `bearer ${INGEST_KEY}` }, ''],
    ['a Basic password with any name', { authorization: basic(`any:${INGEST_KEY}`) }, ''],
    ['a header of its own', { 'x-quell-key': INGEST_KEY }, ''],
    ['the query', {}, `?key=${INGEST_KEY}`],
    [
      'the query, beside credentials for a proxy',
      { authorization: basic('a:b') },
      `?key=${INGEST_KEY}`,
    ],
  ])('is taken from %s', async (_, headers, query) => {
    const world = new HttpWorld();
    const answer = await post(world, query, headers);

    expect(answer.statusCode).toBe(202);
  });

  it.each([
    ['no key', {}, ''],
    ['a wrong bearer token', { authorization: 'Bearer wrong' }, ''],
    ['the token of another door', { authorization: `Bearer ${API_TOKEN}` }, ''],
    ['the key as a Basic name', { authorization: basic(`${INGEST_KEY}:`) }, ''],
    ['Basic without a colon', { authorization: basic(INGEST_KEY) }, ''],
    ['Basic that is no base64', { authorization: 'Basic %%%' }, ''],
    ['an empty bearer token', { authorization: 'Bearer ' }, ''],
    ['an empty key', { 'x-quell-key': '' }, '?key='],
    ['two keys in the query', {}, `?key=${INGEST_KEY}&key=${INGEST_KEY}`],
    ['the beginning of the key', { 'x-quell-key': INGEST_KEY.slice(0, -1) }, ''],
    ['the key and more', { 'x-quell-key': `${INGEST_KEY}0` }, ''],
  ])('is refused: %s', async (_, headers, query) => {
    const world = new HttpWorld();

    const answer = await post(world, query, headers);

    expect(answer.statusCode).toBe(401);
    expect(answer.json().error.message).toMatch(/send it as "Authorization: Bearer KEY"/i);
    expect(answer.headers['www-authenticate']).toBeDefined();
    expect(world.taken).toEqual([]);
  });

  it('is asked for before the body is looked at', async () => {
    const world = new HttpWorld();

    const answer = await world.app.inject({
      method: 'POST',
      url: '/hooks/json',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    });

    expect(answer.statusCode).toBe(401);
  });
});

describe('a compressed body', () => {
  const plain = Buffer.from(JSON.stringify({ title: 'Compressed' }));

  it.each([
    ['gzip', gzipSync(plain)],
    ['x-gzip', gzipSync(plain)],
    ['GZIP', gzipSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['identity', plain],
  ])('in %s is read', async (encoding, payload) => {
    const world = new HttpWorld();
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };

    const answer = await world.send({ method: 'POST', url: '/hooks/json', headers, payload });

    expect(answer.statusCode).toBe(202);
    expect(world.taken[0]?.[0]?.content.title).toBe('Compressed');
  });

  it.each([
    ['that is none is refused', 'gzip', plain, 400],
    ['that was cut is refused', 'gzip', gzipSync(plain).subarray(0, 20), 400],
    ['in an unknown encoding is refused', 'zstd', plain, 415],
    ['compressed twice is refused', 'gzip, gzip', gzipSync(gzipSync(plain)), 415],
    ['that grows past the limit is refused', 'gzip', gzipSync(Buffer.alloc(5_000_000)), 413],
    [
      'in br that grows past the limit is refused',
      'br',
      brotliCompressSync(Buffer.alloc(5_000_000)),
      413,
    ],
  ])('%s', async (_, encoding, payload, status) => {
    const world = new HttpWorld();
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };

    const answer = await world.send({ method: 'POST', url: '/hooks/json', headers, payload });

    expect(answer.statusCode).toBe(status);
    expect(world.taken).toEqual([]);
  });
});
