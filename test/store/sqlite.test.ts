import { join } from 'node:path';
import { describe } from 'vitest';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the SQLite store', () => {
  let path: string;

  storeContract({
    open: async () => {
      path = join(temporaryFolder(), 'quell.db');
      return sqliteStore(path);
    },
    restart: async (store) => {
      await store.close();
      return sqliteStore(path);
    },
  });
});
