import type { Log } from '../log.ts';
import { isHalfCopied } from './copy/copy.ts';
import { StoreUnusable } from './failure.ts';
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
