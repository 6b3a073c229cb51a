import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { KeyCarrier } from '../sources/source.ts';
import { HttpFault } from './faults.ts';

/** Lets a request pass that carries one of the keys, else throws 401. */
export type Guard = (request: FastifyRequest) => void;

/** What a refused sender is told to send: a key of everybody's, or the one that a source has for itself. */
export type Wanted = 'ingest key' | 'API token' | { readonly keyOf: string };

/** A guard that looks for a key in the given places. Takes as long for a wrong key as for a right one. */
export function guard(
  keys: readonly string[],
  from: readonly KeyCarrier[],
  wanted: Wanted = 'ingest key',
  orElse = '',
): Guard {
  const isRight = hasKey(keys, from);
  return (request) => {
    if (isRight(request)) return;
    throw unauthorized(whatIsWrong(wanted, keysIn(request, from).length), wanted, from, orElse);
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

/** The texts that stand in those places of a request. */
export function keysIn(request: FastifyRequest, from: readonly KeyCarrier[]): readonly string[] {
  return from
    .map((carrier) => carriedBy(carrier, request))
    .filter((key): key is string => key !== undefined && key !== '');
}

function carriedBy(carrier: KeyCarrier, request: FastifyRequest): string | undefined {
  if (typeof carrier === 'string') return CARRIERS[carrier](request);
  return onlyText(request.headers[carrier.header]);
}

/** A secret text at a fixed length, so that comparing takes as long for all. */
export function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Whether a digest is one of these, in the same time for all. */
export function isOneOf(digests: readonly Buffer[], sent: Buffer): boolean {
  let found = false;
  for (const each of digests) found = timingSafeEqual(each, sent) || found;
  return found;
}

type CommonCarrier = Extract<KeyCarrier, string>;

const CARRIERS: Readonly<Record<CommonCarrier, (request: FastifyRequest) => string | undefined>> = {
  bearer: (request) => credentials(request, 'bearer'),
  'basic-password': (request) => basicPassword(request),
  'x-quell-key': ({ headers }) => onlyText(headers['x-quell-key']),
  // Fastify parses the query into an object of texts and arrays of texts.
  query: ({ query }) => onlyText((query as Readonly<Record<string, unknown>>)['key']),
};

function onlyText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What stands behind this scheme in `Authorization`; undefined: nothing. */
export function credentials({ headers }: FastifyRequest, scheme: string): string | undefined {
  const [, given, value] = /^([\w-]+) +(.*)$/.exec(headers.authorization ?? '') ?? [];
  return given?.toLowerCase() === scheme ? value?.trim() : undefined;
}

function basicPassword(request: FastifyRequest): string | undefined {
  const encoded = credentials(request, 'basic');
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : undefined;
}

const HOW: Readonly<Record<CommonCarrier, string>> = {
  bearer: 'as "Authorization: Bearer KEY"',
  'basic-password': 'as the password of Basic authentication',
  'x-quell-key': 'as "X-Quell-Key: KEY"',
  query: 'as "?key=KEY"',
};

const BANNER = 'The start banner shows it';
const OWN_KEY =
  'The ingest key is not taken here, and the right one is under "sources" in the configuration';

function howToSend(carrier: KeyCarrier): string {
  return typeof carrier === 'string' ? HOW[carrier] : `as "${headerName(carrier.header)}: KEY"`;
}

/** A header's name as people write it. */
export function headerName(name: string): string {
  return name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/** What a refused sender is told to send, by name. */
export function nameOfWanted(wanted: Wanted): string {
  return typeof wanted === 'string' ? wanted : `key of the source "${wanted.keyOf}"`;
}

function whatIsWrong(wanted: Wanted, sent: number): string {
  const name = nameOfWanted(wanted);
  return sent === 0 ? `There is no ${name} in the request` : `This needs another key: the ${name}`;
}

/** 401: what is wrong, without a full stop, and how the key can be sent, `orElse` last. */
export function unauthorized(
  what: string,
  wanted: Wanted,
  from: readonly KeyCarrier[],
  orElse = '',
): HttpFault {
  const where = typeof wanted === 'string' ? BANNER : OWN_KEY;
  const placeholder = wanted === 'API token' ? 'TOKEN' : 'KEY';
  const how = from.map((carrier) => howToSend(carrier).replace('KEY', placeholder)).join(', or ');
  const challenge = from.includes('basic-password') ? 'Basic realm="Quell"' : 'Bearer';
  return new HttpFault(401, 'unauthorized', `${what}. ${where}; send it ${how}${orElse}.`, {
    headers: { 'www-authenticate': challenge },
    wanted: nameOfWanted(wanted),
  });
}
