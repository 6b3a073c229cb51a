import { RE2JS } from 're2js';
import type { Matcher } from '../../domain/matcher.ts';
import { isFault, parseMatcher } from '../../engine/matchers.ts';
import { badRequest } from '../faults.ts';
import { refused } from './answers.ts';
import type { AlertStatus } from './present.ts';

/** A query string as Fastify parses it. */
type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Which alerts a query asks for. */
export interface Wanted {
  readonly filter: readonly Matcher[];
  /** Whether it wants what this receiver gets. */
  receiver(name: string): boolean;
  /** Whether it wants alerts of this status. */
  shows(status: AlertStatus): boolean;
}

/** Reads the parameters of a list of alerts; each flag is true where it is not given. */
export function wantedOf(query: Query): Wanted {
  const [active, silenced] = [flagOf(query, 'active'), flagOf(query, 'silenced')];
  const [inhibited, muted] = [flagOf(query, 'inhibited'), flagOf(query, 'muted')];
  // We process everything at once, but a wrong word is still told.
  flagOf(query, 'unprocessed');
  return {
    filter: filterOf(query),
    receiver: receiverOf(query),
    shows: ({ state, silencedBy, inhibitedBy, mutedBy }) =>
      (active || state !== 'active') &&
      (silenced || silencedBy.length === 0) &&
      (inhibited || inhibitedBy.length === 0) &&
      (muted || mutedBy.length === 0),
  };
}

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

function flagOf(query: Query, name: string): boolean {
  const value = valuesOf(query, name)[0];
  if (value === undefined || value === '') return true;
  if (TRUE.has(value)) return true;
  if (FALSE.has(value)) return false;
  throw badRequest('bad_flag', `${name} must be true or false, not ${JSON.stringify(value)}.`);
}

/** The words that Alertmanager's framework takes. */
const TRUE = new Set(['true', '1', 'yes', 'ok', 'y', 'on', 'selected', 'checked', 't', 'enabled']);
const FALSE = new Set(['false', '0', 'no', 'n', 'off', 'f', 'disabled']);

/** The `receiver` parameter is an anchored regular expression. */
function receiverOf(query: Query): Wanted['receiver'] {
  const pattern = valuesOf(query, 'receiver')[0];
  if (pattern === undefined || pattern === '') return () => true;
  try {
    const regex = RE2JS.compile(pattern);
    return (name) => regex.matches(name);
  } catch {
    throw refused(`failed to parse receiver param: ${JSON.stringify(pattern)}`);
  }
}
