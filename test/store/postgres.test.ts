import { postgresStore } from '../../src/store/postgres/index.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { describeWith } from '../support/servers/needed.ts';
import { postgresServer } from '../support/servers/postgres.ts';

describeWith('the PostgreSQL store', postgresServer(), (server) => {
  let url: string;

  storeContract({
    open: async () => {
      url = await server.copyOf(prepare);
      return postgresStore(url);
    },
    restart: async (store) => {
      await store.close();
      return postgresStore(url);
    },
  });
});

async function prepare(url: string): Promise<void> {
  const store = await postgresStore(url);
  await store.close();
}
