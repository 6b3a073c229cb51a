import { type Instant, instant, parseDuration } from '../../domain/time.ts';
import { badRequest } from '../faults.ts';
import { parseInstant } from '../times.ts';

/** A query string, each name once. */
export type Query = Readonly<Record<string, string | undefined>>;

/** The query of a request; a name that is repeated is refused. */
export function queryOf(request: { readonly query: unknown }): Query {
  // Fastify's parser gives an object of texts, and of arrays of texts where a name is repeated.
  const query = request.query as Readonly<Record<string, string | readonly string[]>>;
  for (const name of Object.keys(query)) {
    if (typeof query[name] !== 'string') throw refused(name, 'it is given more than once');
  }
  return query as Query;
}

function refused(name: string, why: string): Error {
  return badRequest('bad_parameter', `The parameter ${name} is wrong: ${why}.`);
}

const LIMIT = 50;
const LIMIT_MAX = 1_000;

/** How many a list is to show; more than the most is the most. */
export function limitOf(query: Query): number {
  const text = query['limit'] ?? String(LIMIT);
  if (!/^\d{1,15}$/.test(text) || Number(text) < 1) {
    throw refused('limit', `it must be a whole number from 1 to ${LIMIT_MAX}`);
  }
  return Math.min(Number(text), LIMIT_MAX);
}

/** Where a list goes on, as an earlier page said. */
export function cursorOf(query: Query): number | undefined {
  const text = query['cursor'];
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw wrongCursor();
}

/** A cursor that no page gave. */
export function wrongCursor(): Error {
  return refused('cursor', 'it must be the next_cursor of an earlier page');
}

/** A parameter's text under the name that a query has for it; nothing where it is not given. */
export function textOf<T extends string>(
  query: Query,
  name: string,
  as: T,
): Partial<Record<T, string>> {
  const text = query[name]?.trim();
  // An object with this one key.
  return text ? ({ [as]: text } as Record<T, string>) : {};
}

/** One of the known words; undefined where it is not given. */
export function oneOf<T extends string>(
  query: Query,
  name: string,
  known: readonly T[],
): T | undefined {
  const text = query[name];
  if (text === undefined || text === '') return undefined;
  const found = known.find((word) => word === text);
  if (found === undefined) throw refused(name, `it must be one of ${known.join(', ')}`);
  return found;
}

/** A moment, as an RFC 3339 time or as how long ago: `7d`; undefined where it is not given. */
export function momentOf(query: Query, name: string, now: Instant): Instant | undefined {
  const text = query[name]?.trim();
  if (text === undefined || text === '') return undefined;
  const ago = parseDuration(text);
  // Where a query is written by hand, its + has become a space.
  const at = ago === undefined ? parseInstant(text.replace(' ', '+')) : instant(now - ago);
  if (at !== undefined) return at;
  throw refused(
    name,
    'it must be a time such as 2026-01-31T12:00:00Z, or how long ago, such as 7d',
  );
}
