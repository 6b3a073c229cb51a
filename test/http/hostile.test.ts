import { describe, expect, it } from 'vitest';
import { HttpWorld } from './http-world.ts';

const JSON_TYPE = 'application/json';
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const many = (entry: string, count: number) => `[${Array(count).fill(entry).join(',')}]`;

interface Row {
  readonly what: string;
  readonly to?: string;
  readonly type?: string;
  readonly body: string | Buffer;
  readonly status: number;
  readonly says?: RegExp;
}

const refused: readonly Row[] = [
  { what: 'nothing', body: '', status: 400, says: /empty/ },
  { what: 'a lone brace', body: '{', status: 400, says: /ends too early at line 1, column 2/ },
  { what: 'a trailing comma', body: '{"title": "A",}', status: 400, says: /column 15/ },
  { what: 'single quotes', body: "{'title': 'A'}", status: 400, says: /unexpected \\"'/ },
  { what: 'two values', body: '{"title":"A"}{}', status: 400, says: /column 14/ },
  {
    what: 'a fault on the third line',
    body: '{\n"a": 1,\n"b": x}',
    status: 400,
    says: /line 3, column 6/,
  },
  {
    what: 'a number that JSON does not have',
    body: '{"a": NaN}',
    status: 400,
    says: /unexpected \\"N/,
  },
  { what: 'a text that never ends', body: '{"title": "A', status: 400, says: /too early/ },
  { what: 'a line break within a text', body: '{"title": "A\nB"}', status: 400, says: /column 13/ },
  { what: 'words', body: 'Disk is full', status: 400, says: /not valid JSON/ },
  { what: 'null', body: 'null', status: 400, says: /must be an alert/ },
  { what: 'a number', body: '7', status: 400 },
  {
    what: 'bytes that are no UTF-8',
    body: Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    status: 400,
    says: /UTF-8/,
  },
  { what: 'UTF-16', body: Buffer.from('{"title":"A"}', 'utf16le'), status: 400 },
  {
    what: 'Latin-1',
    body: Buffer.from('{"title":"Störung"}', 'latin1'),
    status: 400,
    says: /UTF-8/,
  },
  {
    what: 'XML',
    type: 'application/xml',
    body: '<a/>',
    status: 415,
    says: /The body must be JSON: send /,
  },
  { what: 'text', type: 'text/plain', body: '{"title":"A"}', status: 415 },
  { what: 'a form', type: 'application/x-www-form-urlencoded', body: 'title=A', status: 415 },
  {
    what: 'a foreign character set',
    type: 'application/json; charset=latin1',
    body: '{}',
    status: 415,
  },
  { what: 'a content type that is none', type: 'json', body: '{}', status: 415 },
  {
    what: 'a title of 10 MB',
    body: JSON.stringify({ title: 'x'.repeat(10_000_000) }),
    status: 413,
  },
  { what: 'one byte too many', body: `"${'x'.repeat(1024 * 1024 - 1)}"`, status: 413 },
  { what: 'arrays in arrays, 100,000 deep', body: nested(100_000), status: 400 },
  {
    what: 'a deep annotation',
    body: `{"title":"A","x":${nested(100_000)}}`,
    status: 400,
    says: /deep/,
  },
  {
    what: 'objects in objects, 100,000 deep',
    body: `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    status: 400,
  },
  {
    what: 'a deep text that is no JSON',
    body: '['.repeat(100_000),
    status: 400,
    says: /too early/,
  },
  {
    what: 'a label that is deep',
    body: `{"title":"A","labels":{"a":${nested(50_000)}}}`,
    status: 400,
  },
  { what: 'a huge number as title', body: '{"title": 1e999}', status: 400, says: /string/ },
  {
    what: 'a dedup key past what numbers hold',
    body: '{"title":"A","dedup_key":12345678901234567890}',
    status: 400,
    says: /dedup_key/,
  },
  { what: 'half a million entries', body: many('1', 500_000), status: 400, says: /500000 entries/ },
  { what: '10,000 bad entries', body: many('{}', 10_000), status: 400 },
  {
    what: 'too many labels',
    body: JSON.stringify({
      title: 'A',
      labels: Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`l${n}`, 'x'])),
    }),
    status: 400,
    says: /5000 labels/,
  },
  {
    what: 'a label of 100 kB',
    body: JSON.stringify({ title: 'A', labels: { a: 'x'.repeat(100_000) } }),
    status: 400,
    says: /100000 characters/,
  },
  { what: 'a lone `__proto__`', body: '{"__proto__": {"title": "A"}}', status: 400, says: /title/ },
  {
    what: 'labels that are `__proto__`',
    body: '{"title":"A","labels":{"__proto__":{"a":"b"}}}',
    status: 400,
    says: /__proto__/,
  },
  {
    what: 'Alertmanager: no alerts',
    to: '/hooks/alertmanager',
    body: '{}',
    status: 400,
    says: /alerts.*must be an array/,
  },
  {
    what: 'Alertmanager: alerts that are an object',
    to: '/hooks/alertmanager',
    body: '{"alerts":{}}',
    status: 400,
  },
  { what: 'API v2: an object', to: '/api/v2/alerts', body: '{}', status: 400, says: /array/ },
  { what: 'API v2: null', to: '/api/v2/alerts', body: 'null', status: 400 },
  {
    what: 'API v2: no labels',
    to: '/api/v2/alerts',
    body: '[{}]',
    status: 422,
    says: /labels in body is required/,
  },
  {
    what: 'API v2: a label that is a number',
    to: '/api/v2/alerts',
    body: '[{"labels":{"a":1}}]',
    status: 400,
  },
  {
    what: 'API v2: no label',
    to: '/api/v2/alerts',
    body: '[{"labels":{}}]',
    status: 400,
    says: /at least one label pair/,
  },
  {
    what: 'API v2: a malformed body',
    to: '/api/v2/alerts',
    body: '[',
    status: 400,
    says: /too early/,
  },
  {
    what: 'API v2: a wrong time',
    to: '/api/v2/alerts',
    body: '[{"labels":{"a":"b"},"startsAt":"soon"}]',
    status: 400,
  },
  {
    what: 'API v2: a giant',
    to: '/api/v2/alerts',
    body: JSON.stringify([{ labels: { a: 'x'.repeat(2_000_000) } }]),
    status: 413,
  },
];

const accepted: readonly Row[] = [
  {
    what: 'a mention of everybody',
    body: '{"title":"<!channel> & <@U123> <https://a|b>"}',
    status: 202,
  },
  {
    what: 'halves of characters',
    body: '{"title":"\\ud83d x \\udc00","labels":{"\\ud800":"\\udfff"}}',
    status: 202,
  },
  { what: 'NUL', body: '{"title":"a\\u0000b","labels":{"a\\u0000":"\\u0000"}}', status: 202 },
  { what: 'a key twice', body: '{"title":"A","title":"B"}', status: 202 },
  {
    what: 'names that objects have',
    body: '{"title":"A","labels":{"__proto__":"a","constructor":"b"}}',
    status: 202,
  },
  { what: 'a byte order mark', body: '\ufeff{"title":"A"}', status: 202 },
  { what: 'no content type', type: '', body: '{"title":"A"}', status: 202 },
  {
    what: 'a JSON type of a vendor',
    type: 'application/vnd.acme+json',
    body: '{"title":"A"}',
    status: 202,
  },
  {
    what: 'a character set said',
    type: 'application/json; charset="UTF-8"',
    body: '{"title":"A"}',
    status: 202,
  },
  { what: 'huge numbers as annotations', body: '{"title":"A","a":1e999,"b":-1e-999}', status: 202 },
  { what: 'a long title', body: JSON.stringify({ title: 'x'.repeat(100_000) }), status: 202 },
  { what: 'a text turned around', body: '{"title":"\\u202eevil"}', status: 202 },
  { what: '10,000 entries', body: many('{"title":"A"}', 10_000), status: 202 },
];

async function post(world: HttpWorld, { to = '/hooks/json', type = JSON_TYPE, body }: Row) {
  const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
  return world.send({ method: 'POST', url: to, headers, payload: Buffer.from(body) });
}

describe('a body', () => {
  it.each(refused)('is refused with a reason and leaves no trace: $what', async (row) => {
    const world = new HttpWorld();

    const answer = await post(world, row);

    expect(answer.statusCode).toBe(row.status);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.body).toMatch(row.says ?? /\w{3}/);
    expect(world.taken).toEqual([]);
    expect(await world.store.firing()).toEqual([]);
    expect(world.logged.filter(({ level }) => level !== 'debug')).toEqual([]);
  });

  it.each(accepted)('is taken as it is: $what', async (row) => {
    const world = new HttpWorld();

    const answer = await post(world, row);

    expect(answer.statusCode).toBe(row.status);
    expect(world.taken).toHaveLength(1);
    expect(JSON.stringify(world.taken)).not.toMatch(/\\u0000|\\ud[89a-f]/);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });
});

describe('a request', () => {
  it.each([
    ['GET', '/hooks/json', 405, /use POST/],
    ['PUT', '/hooks/json', 405, /use POST/],
    ['DELETE', '/api/v2/alerts', 405, /GET/],
    ['POST', '/healthz', 405, /GET/],
    ['GET', '/nothing', 404, /nothing at/],
    ['POST', '/hooks', 404, /nothing at/],
    ['POST', '/hooks/a/b', 404, /nothing at/],
    ['POST', '/hooks/__proto__', 404, /There is no source/],
    ['POST', '/hooks/%F0', 400, /./],
    ['POST', `/hooks/${'x'.repeat(5_000)}`, 414, /./],
  ] as const)('%s %s is answered %d', async (method, url, status, says) => {
    const world = new HttpWorld();

    const answer = await world.send({ method, url });

    expect(answer.statusCode).toBe(status);
    expect(answer.json().error.message).toMatch(says);
  });

  it('to another method names those that work', async () => {
    const answer = await new HttpWorld().send({ method: 'GET', url: '/hooks/json' });

    expect(answer.headers.allow).toBe('POST');
  });
});
