import { describe } from 'vitest';
import { postgresStoreOn } from '../../src/store/postgres/index.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { pglite } from '../support/servers/pglite.ts';

describe('the PostgreSQL store on PGlite', () => {
  const server = pglite();

  storeContract({
    open: async () => postgresStoreOn(await server.empty()),
    restart: async (store) => {
      await store.close();
      return postgresStoreOn(server.same());
    },
  });
});
