import type { LightMyRequestResponse } from 'fastify';
import type { SourceSettings } from '../../../src/config/settings.ts';
import { source, worldWith } from '../configured-world.ts';
import type { HttpWorld } from '../http-world.ts';

export const KEY = '0123456789abcdef0123456789abcdef';

/** A project of a Sentry SDK with the number 7. */
export const shop = (change: Partial<SourceSettings> = {}): SourceSettings =>
  source({ name: 'shop', type: 'sentry-sdk', key: KEY, project: '7', ...change });

/** Doors with that project. */
export const withShop = (change: Partial<SourceSettings> = {}): HttpWorld =>
  worldWith(shop(change));

/** What an SDK sends in `X-Sentry-Auth`. */
export const auth = (key: string = KEY) => ({
  'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${key}, sentry_client=sentry.test/1.0`,
});

/** An envelope of items, each its type and its payload. */
export function envelope(
  items: readonly (readonly [string, unknown])[],
  header: object = {},
): string {
  const lines = items.map(
    ([type, payload]) => `${JSON.stringify({ type })}\n${JSON.stringify(payload)}`,
  );
  return [JSON.stringify(header), ...lines].join('\n');
}

interface Sent {
  readonly path?: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends what an SDK sends, with the project's key unless other headers are given. */
export function send(
  world: HttpWorld,
  { path, body, headers }: Sent,
): Promise<LightMyRequestResponse> {
  const url = path ?? '/api/7/envelope/';
  return world.app.inject({ method: 'POST', url, payload: body, headers: headers ?? auth() });
}

/** The titles of all that was taken in. */
export const titles = (world: HttpWorld): readonly string[] =>
  world.taken.flat().map(({ content }) => content.title);

/** The lines of the metrics that begin so. */
export async function metrics(world: HttpWorld, name: string): Promise<readonly string[]> {
  const { payload } = await world.app.inject('/metrics');
  return payload.split('\n').filter((line) => line.startsWith(name));
}
