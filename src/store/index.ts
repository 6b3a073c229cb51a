import { StoreUnusable } from './sqlite/failure.ts';
import { sqliteStore } from './sqlite/index.ts';
import type { Store } from './store.ts';

/** Opens the store that `DATABASE_URL` names; rejects with `StoreUnusable` where that cannot be. */
export async function openStore(databaseUrl: string): Promise<Store> {
  if (/^postgres(ql)?:/.test(databaseUrl)) {
    throw new StoreUnusable(
      'DATABASE_URL: PostgreSQL is not supported yet. Use sqlite:PATH, such as sqlite:data/quell.db.',
    );
  }
  const path = /^sqlite:(.+)$/.exec(databaseUrl)?.[1];
  if (path === undefined || path === ':memory:') {
    // The value itself is not shown: it may hold a password.
    throw new StoreUnusable(
      'DATABASE_URL must be sqlite: and the path of a file, such as sqlite:data/quell.db.',
    );
  }
  return sqliteStore(path);
}
