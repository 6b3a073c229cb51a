import { beforeAll, describe, expect, it } from 'vitest';
import { type JsonSchema, SchemaCheck } from '../schema-faults.ts';
import { ErrorsWorld } from './errors-world.ts';

interface Document {
  readonly paths: Readonly<Record<string, { readonly get: Described }>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}
interface Described {
  readonly responses: Readonly<
    Record<
      string,
      { readonly content: { readonly 'application/json': { readonly schema: JsonSchema } } }
    >
  >;
}

describe('what the description of the API says of errors', () => {
  let shop: ErrorsWorld;
  let document: Document;
  let check: SchemaCheck;
  beforeAll(async () => {
    shop = await busy();
    document = (await shop.get('/openapi.json')).json();
    check = new SchemaCheck(document.components.schemas);
  });

  const rows = [
    { asks: '/errors', answers: '200' },
    { asks: '/errors?cursor=x', answers: 'default' },
    { asks: '/errors/{id}', id: 'GROUP', answers: '200' },
    { asks: '/errors/{id}', id: 'none', answers: 'default' },
    { asks: '/errors/{id}/events', id: 'GROUP', answers: '200' },
    { asks: '/events', answers: '200' },
    { asks: '/events/{id}', id: 'EVENT', answers: '200' },
    { asks: '/events/{id}', id: 'none', answers: 'default' },
    { asks: '/releases?project=shop', answers: '200' },
    { asks: '/incidents/{number}', id: '1', answers: '200' },
    { asks: '/incidents/{number}', id: '2', answers: '200' },
    { asks: '/incidents/{number}/timeline', id: '2', answers: '200' },
  ];

  it.each(rows)('is true for $asks ($id)', async ({ asks, id = '', answers }) => {
    const known: Readonly<Record<string, string>> = {
      GROUP: (await shop.group('KeyError')).id,
      EVENT: '0'.repeat(31).concat('1'),
    };

    const answer = await shop.get(asks.replace(/\{\w+\}/, known[id] ?? id));

    const path = `/api/v1${asks.replace(/\?.*/, '')}`;
    const { schema } = document.paths[path]!.get.responses[answers]!.content['application/json'];
    expect(answer.statusCode === 200).toBe(answers === '200');
    expect(check.faults(answer.json(), schema)).toEqual([]);
  });
});

/** A world in which most fields have something to say. */
async function busy(): Promise<ErrorsWorld> {
  const shop = new ErrorsWorld();
  await shop.report('KeyError', {
    release: '1.4.1',
    tags: { region: 'eu' },
    user: { id: '7', email: '', name: '', ip: '' },
    request: { method: 'GET', url: '/pay', query: '', headers: { host: 'shop' }, data: '' },
    breadcrumbs: [
      { at: null, category: 'query', level: 'info', message: 'SELECT', data: { ms: '1' } },
    ],
  });
  await shop.act(1, { action: 'resolve', in_next_release: true });
  await shop.report('OSError');
  await shop.act(2, { action: 'ignore', occurrences: 5, users: 2, escalates: true });
  await shop.report('TypeError', { release: '1.4.1' });
  await shop.act(3, { action: 'merge', into: 2 });
  return shop;
}
