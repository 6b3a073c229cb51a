import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SourceSettings } from '../../../src/config/settings.ts';
import type { ErrorEvent } from '../../../src/domain/error-event.ts';
import { source } from '../../http/configured-world.ts';
import { HttpWorld } from '../../http/http-world.ts';

const KEY = '0123456789abcdef0123456789abcdef';

/** The doors on loopback, with one project of a Sentry SDK. */
export interface Shop {
  readonly world: HttpWorld;
  readonly url: string;
  readonly dsn: string;
}

/** Opens the doors for one test. */
export async function openShop(change: Partial<SourceSettings> = {}): Promise<Shop> {
  const world = new HttpWorld();
  world.configured = [
    source({ name: 'shop', type: 'sentry-sdk', key: KEY, project: '7', ...change }),
  ];
  await world.app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => world.app.close());
  // It listens on TCP.
  const { port } = world.app.server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return { world, url: `http://${host}`, dsn: `http://${KEY}@${host}/7` };
}

/** The errors that came in, in their order. */
export function errorsOf({ world }: Shop): readonly ErrorEvent[] {
  return world.taken.flat().flatMap(({ event }) => event?.error ?? []);
}

/** The lines of a counter whose labels contain these, added up. */
export async function counted({ world }: Shop, name: string, ...labels: string[]): Promise<number> {
  const { payload } = await world.app.inject('/metrics');
  const lines = payload.split('\n').filter((line) => line.startsWith(`${name}{`));
  const found = lines.filter((line) => labels.every((label) => line.includes(label)));
  return found.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}
