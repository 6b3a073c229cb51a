import type { FastifyInstance } from 'fastify';
import { nearest } from '../../nearest.ts';
import { badRequest } from '../faults.ts';
import { OPERATIONS } from './openapi-operations.ts';

/** What can be asked for at each path, as the API's description has it. */
const KNOWN: ReadonlyMap<string, readonly string[]> = new Map(
  OPERATIONS.filter(({ method }) => method === 'get').map(({ path, query = {} }) => [
    path.replace(/\{(\w+)\}/g, ':$1'),
    Object.keys(query),
  ]),
);

/** Refuses a parameter that is misspelt: a filter that is left out would look like one that finds everything. */
export function refuseUnknownParameters(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ method, routeOptions, query }) => {
    const known = method === 'GET' ? KNOWN.get(routeOptions.url ?? '') : undefined;
    // Fastify parses the query into an object.
    const unknown = known && Object.keys(query as object).find((name) => !known.includes(name));
    if (known && unknown !== undefined) throw unknownParameter(unknown, known);
  });
}

function unknownParameter(name: string, known: readonly string[]): Error {
  const shown = JSON.stringify(name.slice(0, 100));
  const meant = nearest(name, known);
  const list = known.length === 0 ? 'It takes none.' : `Known: ${known.join(', ')}.`;
  const next = meant === undefined ? list : `Is ${meant} meant?`;
  return badRequest('unknown_parameter', `There is no parameter ${shown} here. ${next}`);
}
