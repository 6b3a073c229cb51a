import type { IncomingMessage } from 'node:http';
import { isObject, type Json } from '../block-kit/checks.ts';

/** A request's body and query as fields, and the token that came as one of them. */
export interface DecodedBody {
  readonly fields: Json;
  readonly token: string | undefined;
}

const MOST_BYTES = 20 * 1024 * 1024;

/** Everything that the request carries. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    size += part.length;
    if (size > MOST_BYTES) throw new Error('The request is larger than 20 MiB.');
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

/** Decodes a Web API call: JSON, form or multipart, with the query before it. */
export async function decode(request: IncomingMessage, raw: Buffer): Promise<DecodedBody> {
  const type = request.headers['content-type'] ?? '';
  const query = new URL(request.url ?? '/', 'http://sandbox').searchParams;
  const body = type.includes('json') ? fromJson(raw) : await fromForm(type, raw);
  const { token, ...fields } = { ...Object.fromEntries(query), ...body };
  // Slack reads a token from a form, and not from JSON.
  const counts = typeof token === 'string' && !type.includes('json');
  return { fields, token: counts ? token : undefined };
}

/** Parses JSON; undefined where it is none. */
export function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString() || '{}');
  } catch {
    return undefined;
  }
}

function fromJson(raw: Buffer): Json {
  const value = parseJson(raw);
  return isObject(value) ? value : {};
}

async function fromForm(type: string, raw: Buffer): Promise<Json> {
  if (!type.includes('form')) return {};
  const form = await new Response(new Uint8Array(raw), {
    headers: { 'content-type': type },
  }).formData();
  return Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
}
