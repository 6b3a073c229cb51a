import { RE2JS } from 're2js';
import type { Matcher } from '../../domain/matcher.ts';
import { isFault, parseMatcher } from '../../engine/matchers.ts';
import { badRequest } from '../faults.ts';
import { refused } from './answers.ts';

/** A query string as Fastify parses it. */
type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The query of a request to this API. */
export function queryOf(request: { readonly query: unknown }): Query {
  // Fastify's parser gives an object of texts, and of arrays of texts where a name is repeated.
  return request.query as Query;
}

function valuesOf(query: Query, name: string): readonly string[] {
  const value = query[name] ?? [];
  return typeof value === 'string' ? [value] : value;
}

/** The `filter` parameters: matchers of which all must agree. */
export function filterOf(query: Query): readonly Matcher[] {
  return valuesOf(query, 'filter').map((text) => {
    const matcher = parseMatcher(text);
    if (isFault(matcher)) throw refused(`bad matcher format: ${matcher.fault}`);
    return matcher;
  });
}

/** A parameter that is true where it is not given. */
export function flagOf(query: Query, name: string): boolean {
  const value = valuesOf(query, name)[0];
  if (value === undefined || value === '') return true;
  if (TRUE.has(value)) return true;
  if (FALSE.has(value)) return false;
  throw badRequest('bad_flag', `${name} must be true or false, not ${JSON.stringify(value)}.`);
}

/** The words that Alertmanager's framework takes. */
const TRUE = new Set(['true', '1', 'yes', 'ok', 'y', 'on', 'selected', 'checked', 't', 'enabled']);
const FALSE = new Set(['false', '0', 'no', 'n', 'off', 'f', 'disabled']);

/** Whether the `receiver` parameter, an anchored regular expression, wants this receiver. */
export function wantsReceiver(query: Query, receiver: string): boolean {
  const pattern = valuesOf(query, 'receiver')[0];
  if (pattern === undefined || pattern === '') return true;
  try {
    return RE2JS.compile(pattern).matches(receiver);
  } catch {
    throw refused(`failed to parse receiver param: ${JSON.stringify(pattern)}`);
  }
}
