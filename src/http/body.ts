import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BODY_LIMIT, decompress } from './decompress.ts';
import { badRequest, type HttpFault, unsupportedType } from './faults.ts';
import { jsonFault } from './json-fault.ts';

/** Has every body read as JSON by us, so that each fault gets its own sentence. */
export function readBodiesAsJson(app: FastifyInstance): void {
  readBodies(app, async ({ headers }, bytes) => {
    checkType(headers['content-type']);
    return parseJson(await decoded(headers, bytes));
  });
}

/** How the body of a webhook is read: what must be true of its bytes, and what it may be beside JSON. */
export interface HookBody {
  readonly check: ((bytes: Buffer) => void) | null;
  readonly alsoTakes: 'form' | 'text' | undefined;
}

/** Has the bodies of webhooks read by us: first their bytes are checked, then they are understood. */
export function readHookBodies(
  app: FastifyInstance,
  of: (request: FastifyRequest) => HookBody,
): void {
  readBodies(app, async (request, bytes) => {
    const { check, alsoTakes } = of(request);
    check?.(bytes);
    const parse = parserFor(request.headers['content-type'], alsoTakes);
    return parse(await decoded(request.headers, bytes));
  });
}

function readBodies(
  app: FastifyInstance,
  read: (request: FastifyRequest, bytes: Buffer) => Promise<unknown>,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, read);
}

/** Has bodies of any type read as bytes, decompressed: SDKs name no type, or a wrong one. */
export function readBodiesAsBytes(
  app: FastifyInstance,
  limitOf: (request: FastifyRequest) => number,
): void {
  readBodies(app, async (request, bytes) => decoded(request.headers, bytes, limitOf(request)));
}

async function decoded(
  headers: IncomingHttpHeaders,
  bytes: Buffer,
  limit: number = BODY_LIMIT,
): Promise<Buffer> {
  const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity';
  return encoding === 'identity' ? bytes : decompress(encoding, bytes, limit);
}

const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;
const TEXT_TYPE = /^text\/plain\s*(?:;|$)/i;

function parserFor(
  type: string | undefined,
  alsoTakes: HookBody['alsoTakes'],
): (bytes: Buffer) => unknown {
  if (alsoTakes === 'form' && FORM_TYPE.test(type ?? '')) return parseForm;
  if (alsoTakes === 'text' && TEXT_TYPE.test(type ?? '')) return parseJson;
  checkType(type);
  return parseJson;
}

/** JSON by any of its names; without a name it is taken for JSON too. */
const JSON_TYPE = /^(?:application\/(?:[\w.-]+\+)?json|text\/json)\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

function checkType(type: string | undefined): void {
  if (type === undefined || type === '') return;
  const charset = CHARSET.exec(type)?.[1] ?? 'utf-8';
  if (!JSON_TYPE.test(type) || !/^(?:utf-?8|us-ascii)$/i.test(charset)) throw unsupportedType();
}

/** The JSON value of a body. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) throw emptyBody();
  if (!isUtf8(bytes)) throw badRequest('malformed_body', 'The body is not valid UTF-8.');
  const text = withoutMark(bytes.toString('utf8'));
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('malformed_body', jsonFault(text));
  }
}

/** More fields than any sender's form has. */
const MOST_FIELDS = 1_000;

/** An object of texts; of fields with the same name, the last. */
function parseForm(bytes: Buffer): unknown {
  const fields = [...new URLSearchParams(bytes.toString('utf8'))];
  if (fields.length <= MOST_FIELDS) return Object.fromEntries(fields);
  const text = `The form has ${fields.length} fields; at most ${MOST_FIELDS} are taken.`;
  throw badRequest('malformed_body', text);
}

/** Editors on Windows put a byte order mark before JSON. */
function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** The body of a request that must have one; null is a body too. */
export function bodyOf(request: { readonly body: unknown }): unknown {
  if (request.body === undefined) throw emptyBody();
  return request.body;
}

function emptyBody(): HttpFault {
  return badRequest('malformed_body', 'The body is empty, and must be JSON.');
}
