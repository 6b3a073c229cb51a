import type { FastifyRequest } from 'fastify';
import type { KeyCarrier } from '../sources/source.ts';
import { credentials, digest, isOneOf, keysIn, nameOfWanted, type Wanted } from './authenticate.ts';
import type { HttpDeps } from './deps.ts';
import { fieldsOf, textAt } from './json-fields.ts';
import { keyBefore } from './sentry-api/sender.ts';

type KeyDeps = Pick<HttpDeps, 'keys' | 'sources' | 'configured'>;

/** Which of our keys a request carries, by name, wherever any door looks for one; null: none. */
export function ourKeyIn(request: FastifyRequest, deps: KeyDeps): string | null {
  const sent = textsIn(request, deps).map(digest);
  const found = ourKeys(deps).find(([key]) => isOneOf(sent, digest(key)));
  return found ? nameOfWanted(found[1]) : null;
}

function ourKeys({ keys, configured }: KeyDeps): readonly (readonly [string, Wanted])[] {
  const own = configured().flatMap(({ key, name }) => {
    return key === null ? [] : [[key, { keyOf: name }] as const];
  });
  return [[keys.ingest, 'ingest key'], [keys.apiToken, 'API token'], ...own];
}

const COMMON: readonly KeyCarrier[] = ['bearer', 'basic-password', 'x-quell-key', 'query'];

/** What may be keys in it: those of the other products' APIs stand in places of their own. */
function textsIn(request: FastifyRequest, { sources }: KeyDeps): readonly string[] {
  const { headers, query, body } = request;
  const inSources = sources.flatMap(({ auth }) => auth.from);
  return [
    ...keysIn(request, [...COMMON, ...inSources]),
    credentials(request, 'geniekey') ?? '',
    keyBefore(request) ?? '',
    textAt(headers, 'x-rollbar-access-token'),
    textAt(fieldsOf(query), 'access_token'),
    textAt(fieldsOf(body), 'access_token'),
    textAt(fieldsOf(body), 'routing_key'),
  ].filter((text) => text !== '');
}
