import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Operation } from './openapi-operation.ts';
import { OPERATIONS } from './openapi-operations.ts';
import { SCHEMAS } from './openapi-schemas.ts';

/** `GET /api/v1/openapi.json`: this API, described for programs. */
export function openapi(app: FastifyInstance): void {
  app.get('/api/v1/openapi.json', async () => document());
}

/** Its version: raised when something that is described changes its meaning. */
const VERSION = '1';

function document() {
  return {
    openapi: '3.1.0',
    info: { title: 'Quell', version: VERSION, description: 'Incidents, silences and decisions.' },
    security: [{ token: [] }],
    paths: pathsOf(OPERATIONS),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: SCHEMAS,
    },
  };
}

function pathsOf(operations: readonly Operation[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const { method, path } = operation;
    paths[path] = { ...paths[path], [method]: describe(operation) };
  }
  return paths;
}

function describe({ path, summary, query, body, status, answer }: Operation) {
  return {
    summary,
    parameters: [...pathParameters(path), ...queryParameters(query ?? {})],
    ...(body && { requestBody: { required: true, content: jsonOf(bodySchema(body)) } }),
    responses: {
      [status ?? 200]: { description: 'Done.', content: jsonOf(refTo(answer)) },
      default: { description: 'Refused, and why.', content: jsonOf(refTo('Fault')) },
    },
  };
}

function pathParameters(path: string) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters(query: NonNullable<Operation['query']>) {
  return Object.entries(query).map(([name, schema]) => ({ name, in: 'query', schema }));
}

function bodySchema(body: z.ZodType) {
  const { $schema: _, ...schema } = z.toJSONSchema(body, { io: 'input' });
  return schema;
}

function jsonOf(schema: object) {
  return { 'application/json': { schema } };
}

function refTo(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}
