import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HttpWorld, INGEST_KEY } from '../http-world.ts';

const recorded = join(import.meta.dirname, '../../sources/errors/recorded/rollbar');

/** An item as a notifier sent it. */
export function anItem(name = 'handled'): { readonly data: Readonly<Record<string, unknown>> } {
  return JSON.parse(readFileSync(join(recorded, `${name}.json`), 'utf8'));
}

interface Post {
  readonly url?: string;
  /** Empty: none in the headers. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts to Rollbar's API: JSON, unless the body is a text or bytes. */
export async function post(
  world: HttpWorld,
  body: unknown,
  { url = '/api/1/item/', token = INGEST_KEY, headers = {} }: Post = {},
) {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const answer = await world.app.inject({
    method: 'POST',
    url,
    payload: isRaw ? body : JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      ...(token !== '' && { 'x-rollbar-access-token': token }),
      ...headers,
    },
  });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}
