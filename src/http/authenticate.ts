import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { KeyCarrier } from '../sources/source.ts';
import { HttpFault } from './faults.ts';

/** Lets a request pass that carries one of the keys, else throws 401. */
export type Guard = (request: FastifyRequest) => void;

/** What a refused sender is told to send: a key of everybody's, or the one that a source has for itself. */
type Wanted = 'ingest key' | 'API token' | { readonly keyOf: string };

/** A guard that looks for a key in the given places. Takes as long for a wrong key as for a right one. */
export function guard(
  keys: readonly string[],
  from: readonly KeyCarrier[],
  wanted: Wanted = 'ingest key',
): Guard {
  const isRight = hasKey(keys, from);
  return (request) => {
    if (!isRight(request)) throw unauthorized(wanted, keysIn(request, from).length, from);
  };
}

/** Tells whether a request carries one of the keys in the given places, in the same time for all. */
export function hasKey(
  keys: readonly string[],
  from: readonly KeyCarrier[],
): (request: FastifyRequest) => boolean {
  const digests = keys.map(digest);
  return (request) => keysIn(request, from).some((key) => isOneOf(digests, digest(key)));
}

function keysIn(request: FastifyRequest, from: readonly KeyCarrier[]): readonly string[] {
  return from
    .map((carrier) => CARRIERS[carrier](request))
    .filter((key): key is string => key !== undefined && key !== '');
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function isOneOf(digests: readonly Buffer[], sent: Buffer): boolean {
  let found = false;
  for (const each of digests) found = timingSafeEqual(each, sent) || found;
  return found;
}

const CARRIERS: Readonly<Record<KeyCarrier, (request: FastifyRequest) => string | undefined>> = {
  bearer: (request) => credentials(request, 'bearer'),
  'basic-password': (request) => basicPassword(request),
  'x-quell-key': ({ headers }) => onlyText(headers['x-quell-key']),
  // Fastify parses the query into an object of texts and arrays of texts.
  query: ({ query }) => onlyText((query as Readonly<Record<string, unknown>>)['key']),
};

function onlyText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function credentials({ headers }: FastifyRequest, scheme: string): string | undefined {
  const [, given, value] = /^([\w-]+) +(.*)$/.exec(headers.authorization ?? '') ?? [];
  return given?.toLowerCase() === scheme ? value?.trim() : undefined;
}

function basicPassword(request: FastifyRequest): string | undefined {
  const encoded = credentials(request, 'basic');
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : undefined;
}

const HOW: Readonly<Record<KeyCarrier, string>> = {
  bearer: 'as "Authorization: Bearer KEY"',
  'basic-password': 'as the password of Basic authentication',
  'x-quell-key': 'as "X-Quell-Key: KEY"',
  query: 'as "?key=KEY"',
};

const BANNER = 'The start banner shows it';
const OWN_KEY =
  'The ingest key is not taken here, and the right one is under "sources" in the configuration';

function unauthorized(wanted: Wanted, sent: number, from: readonly KeyCarrier[]): HttpFault {
  const name = typeof wanted === 'string' ? wanted : `key of the source "${wanted.keyOf}"`;
  const what =
    sent === 0 ? `There is no ${name} in the request` : `This needs another key: the ${name}`;
  const where = typeof wanted === 'string' ? BANNER : OWN_KEY;
  const placeholder = wanted === 'API token' ? 'TOKEN' : 'KEY';
  const how = from.map((carrier) => HOW[carrier].replace('KEY', placeholder)).join(', or ');
  const challenge = from.includes('basic-password') ? 'Basic realm="Quell"' : 'Bearer';
  return new HttpFault(401, 'unauthorized', `${what}. ${where}; send it ${how}.`, {
    headers: { 'www-authenticate': challenge },
  });
}
