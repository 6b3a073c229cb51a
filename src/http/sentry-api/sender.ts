import type { FastifyRequest } from 'fastify';
import { sentrySdk } from '../../sources/index.ts';
import { digest, isOneOf, nameOfWanted, type Wanted } from '../authenticate.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpFault } from '../faults.ts';
import { fieldsOf, textAt } from '../json-fields.ts';
import type { Limited } from '../limiter.ts';
import { projectNumbered } from '../projects.ts';

/** The type of a source whose errors come here. */
export const SENTRY_SDK = sentrySdk.type;

type SenderDeps = Pick<HttpDeps, 'configured' | 'keys'>;

/** The sender with this number in its DSN; what is not configured has the ingest key and is called by its number. */
export function senderOf({ configured, keys }: SenderDeps, number: string, key: string): Limited {
  const sources = configured();
  const own = sources.find(({ type, project }) => type === SENTRY_SDK && project === number);
  if (!isOneOf([digest(own?.key ?? keys.ingest)], digest(key))) {
    throw unauthorized(
      key === '' ? 'There is no key in the request' : 'Nobody has this key',
      own ? { keyOf: own.name } : 'ingest key',
    );
  }
  const project = projectNumbered(sources, number) ?? `project-${number}`;
  const name = own?.name ?? SENTRY_SDK;
  const resolveTimeout = own?.resolveTimeout ?? null;
  return { origin: { name, resolveTimeout, project }, rate: own?.rate ?? null };
}

function unauthorized(what: string, wanted: Wanted): HttpFault {
  const how =
    'The DSN must be http://KEY@HOST:PORT/PROJECT, with the key of the source that has this project, or of none with the ingest key';
  return new HttpFault(401, 'unauthorized', `${what}. ${how}.`, {
    wanted: nameOfWanted(wanted),
  });
}

/** The key that stands outside the body; undefined where there is none. https://develop.sentry.dev/sdk/overview/#authentication */
export function keyBefore({ headers, query }: FastifyRequest): string | undefined {
  const found =
    keyInHeader(textAt(headers, 'x-sentry-auth')) ||
    keyInHeader(textAt(headers, 'authorization')) ||
    textAt(fieldsOf(query), 'sentry_key');
  return found || undefined;
}

/** `Sentry sentry_version=7, sentry_key=KEY`, or `DSN http://KEY@HOST/7`. */
function keyInHeader(value: string): string {
  const [, scheme = '', rest = ''] = /^(\w+)\s+(.+)$/.exec(value) ?? [];
  if (scheme.toLowerCase() === 'dsn') return keyOfDsn(rest);
  return scheme.toLowerCase() === 'sentry' ? (KEY_PART.exec(rest)?.[1] ?? '') : '';
}

const KEY_PART = /(?:^|[,\s])sentry_key\s*=\s*"?([^",\s]+)/i;

/** The key of a DSN; empty where it is none. */
export function keyOfDsn(dsn: string): string {
  return URL.canParse(dsn) ? decoded(new URL(dsn).username) : '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // What is not encoded stays as it is: it is nobody's key.
    return text;
  }
}
