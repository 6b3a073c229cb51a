import Fastify from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { restApi } from '../../src/http/rest/index.ts';
import { HttpWorld, json } from './http-world.ts';
import { Rest } from './rest-client.ts';
import { type JsonSchema, SchemaCheck } from './schema-faults.ts';

interface Described {
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content: Content }>>;
}
interface Content {
  readonly 'application/json': { readonly schema: JsonSchema };
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

/** Every route of the API, as Fastify was told of it. */
function registered(): readonly string[] {
  const routes: string[] = [];
  new HttpWorld((deps: HttpDeps) => {
    const app = Fastify();
    app.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) routes.push(`${each} ${url.replace(/:(\w+)/g, '{$1}')}`);
    });
    restApi(app, deps);
    return deps;
  });
  return routes.filter((route) => !route.startsWith('HEAD '));
}

describe('the description of the API', () => {
  let document: Document;
  beforeAll(async () => {
    document = (await new Rest().get('/openapi.json')).json();
  });

  it('names every path and method that there is, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );

    expect(described.sort()).toEqual([...registered()].sort());
  });

  it('names every parameter of a path', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(operations)) {
        expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(
          inPath,
        );
      }
    }
  });

  it('refers only to schemas that it has', () => {
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
    const names = new Set(references.map(([, name]) => name));

    expect([...names].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  const mute = { action: 'mute', until: 'resolved' };
  const maintenance = {
    matchers: ['a=b'],
    kind: 'maintenance',
    for: '1d',
    cron: '0 2 * * *',
    duration: '1h',
  };
  const deploy = { project: 'shop', release: '1', environment: 'test' };

  const rows: readonly Row[] = [
    { asks: 'GET /incidents', answers: 200 },
    { asks: 'GET /incidents/{number}', answers: 200 },
    { asks: 'GET /incidents/{number}', id: '99', answers: 404 },
    { asks: 'GET /incidents/{number}/timeline', answers: 200 },
    { asks: 'GET /incidents/{number}/why', answers: 200 },
    { asks: 'POST /incidents/{number}/actions', body: mute, answers: 200 },
    { asks: 'POST /incidents/{number}/actions', body: { action: 'reopen' }, answers: 409 },
    { asks: 'GET /silences', answers: 200 },
    { asks: 'POST /silences', body: maintenance, answers: 201 },
    { asks: 'DELETE /silences/{id}', answers: 404 },
    { asks: 'GET /audit', answers: 200 },
    { asks: 'POST /deploys', body: deploy, answers: 202 },
  ];

  it.each(rows)(
    'is true for $asks, which answers $answers',
    async ({ asks, id, body, answers }) => {
      const [method, path] = asks.split(' ') as ['GET' | 'POST' | 'DELETE', string];
      const rest = await busy();

      const answer = await rest.world.ask({
        method,
        url: `/api/v1${path.replace(/\{\w+\}/, id ?? '1')}`,
        ...(body !== undefined && json(body)),
      });

      const check = new SchemaCheck(document.components.schemas);
      const { requestBody, responses } = document.paths[`/api/v1${path}`]![method.toLowerCase()]!;
      const { content } = (responses[answer.statusCode] ?? responses['default'])!;
      expect(answer.statusCode).toBe(answers);
      expect(check.faults(answer.json(), content['application/json'].schema)).toEqual([]);
      if (requestBody) {
        const { schema } = requestBody.content['application/json'];
        expect(check.faults(body, schema)).toEqual([]);
      }
    },
  );
});

interface Row {
  readonly asks: string;
  readonly id?: string;
  readonly body?: unknown;
  readonly answers: number;
}

/** A world in which most fields have something to say. */
async function busy(): Promise<Rest> {
  const rest = new Rest();
  await rest.silence({ matchers: ['quiet=yes'], for: '1h' });
  await rest.world.hook('json', [
    { title: 'Disk', url: 'http://disk', labels: { host: 'a', quiet: 'yes', alertname: 'Disk' } },
    { title: 'Disk', labels: { host: 'b', alertname: 'Disk' } },
    { title: 'Over' },
  ]);
  rest.world.advance(minutes(1));
  await rest.world.hook('json', { title: 'Over', status: 'resolved' });
  await rest.act(1, { action: 'assign', user: 'U0ANN' });
  await rest.act(2, { action: 'resolve', text: 'restarted' });
  return rest;
}
