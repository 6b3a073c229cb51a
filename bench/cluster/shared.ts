import { createDatabase } from '../../test/support/servers/databases.ts';
import { installedPostgres } from '../../test/support/servers/installed-postgres.ts';
import { startPostgres } from '../../test/support/servers/private-postgres.ts';
import { installedRedis, type PrivateRedis, startRedis } from '../../test/support/servers/redis.ts';
import type { Closing } from './closing.ts';

/** The servers that several processes share, set as in production. */
export interface SharedServers {
  readonly postgresPid: number;
  readonly redis: PrivateRedis;
  /** The address of an empty database. */
  newDatabase(): Promise<string>;
}

/** Starts a PostgreSQL that writes through to the disk, and a Redis with an append-only file, synced each second. */
export async function startShared(closing: Closing): Promise<SharedServers> {
  const postgres = await startPostgres({ bin: needed(installedPostgres()), isDurable: true });
  closing.add(() => postgres.stop());
  const redis = await startRedis({ file: needed(installedRedis()), isDurable: true });
  closing.add(() => redis.stop());
  const endToo = () => process.kill(redis.pid, 'SIGKILL');
  process.once('exit', endToo);
  closing.add(() => void process.off('exit', endToo));
  await redis.command('CONFIG', 'SET', 'appendfsync', 'everysec');
  const { url, pid } = postgres;
  return {
    postgresPid: pid,
    redis,
    newDatabase: () => createDatabase({ url, prefix: 'bench_' }),
  };
}

function needed<T>(found: { readonly there: T } | { readonly missing: string }): T {
  if ('there' in found) return found.there;
  throw new Error(`This bench needs its own servers: ${found.missing}.`);
}
