import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe } from 'vitest';
import { postgresStoreOn } from '../../src/store/postgres/index.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { pgliteDatabase } from '../support/pglite.ts';

describe('the PostgreSQL store on PGlite', () => {
  let pglite: PGlite;

  beforeAll(async () => {
    pglite = await PGlite.create();
  });
  afterAll(() => pglite.close());

  storeContract({
    open: async () => {
      // Quicker than a new one for each test.
      await pglite.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      return postgresStoreOn(pgliteDatabase(pglite));
    },
    restart: async (store) => {
      await store.close();
      return postgresStoreOn(pgliteDatabase(pglite));
    },
  });
});
