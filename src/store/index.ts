import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { isHalfCopied } from './copy/copy.ts';
import { StoreUnreachable, StoreUnusable } from './failure.ts';
import { postgresStore } from './postgres/index.ts';
import { sqliteStore } from './sqlite/index.ts';
import type { Store } from './store.ts';

/** Opens the store that `DATABASE_URL` names; rejects with `StoreUnusable` where that cannot be. */
export async function openStore(databaseUrl: string, log?: Log): Promise<Store> {
  if (/^postgres(ql)?:/.test(databaseUrl)) return wholeStore(databaseUrl, log);
  const path = /^sqlite:(.+)$/.exec(databaseUrl)?.[1];
  if (path === undefined || path === ':memory:') {
    // The value itself is not shown: it may hold a password.
    throw new StoreUnusable(
      'DATABASE_URL must be sqlite: and the path of a file, such as sqlite:data/quell.db, or postgres: with the address of a database.',
    );
  }
  return sqliteStore(path);
}

/** Half of what there was would be told of as if it were all. */
async function wholeStore(databaseUrl: string, log?: Log): Promise<Store> {
  const store = await postgresStore(databaseUrl, log);
  if (!(await isHalfCopied(store))) return store;
  await store.close();
  throw new StoreUnusable(
    'The database of DATABASE_URL is half a copy: quell migrate was interrupted. Run it again with the same databases, or empty this one.',
  );
}

/** For so long a server that is not up yet is waited for, a second between two tries. */
const TRIES = 30;
const BETWEEN_TRIES_MS = 1_000;

/** The same for a program that starts together with its database: it waits for a server that cannot be reached yet. */
export async function openStoreWhenThere(
  databaseUrl: string,
  log: Log,
  pause: (ms: number) => Promise<unknown> = wait,
): Promise<Store> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await openStore(databaseUrl, log);
    } catch (error) {
      if (!(error instanceof StoreUnreachable) || tries === TRIES) throw error;
      if (tries === 1) log.warn({}, `${error.message} It is tried again for half a minute.`);
      await pause(BETWEEN_TRIES_MS);
    }
  }
}
