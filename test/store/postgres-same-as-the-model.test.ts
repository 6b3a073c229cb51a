import fc from 'fast-check';
import { it } from 'vitest';
import { postgresStore } from '../../src/store/postgres/index.ts';
import { sameAsTheModel } from '../support/histories.ts';
import { describeWith } from '../support/servers/needed.ts';
import { postgresServer } from '../support/servers/postgres.ts';

/** It asks a server some ten thousand questions. */
const LONG = 300_000;

describeWith('the PostgreSQL store', postgresServer(), (server) => {
  it(
    'holds after any changes, restarts in between, what the model holds',
    async () => {
      let url = '';

      const property = sameAsTheModel({
        open: async () => {
          url = await server.copyOf(prepare);
          return postgresStore(url);
        },
        reopen: () => postgresStore(url),
      });

      await fc.assert(property, { numRuns: 40 });
    },
    LONG,
  );
});

async function prepare(url: string): Promise<void> {
  const store = await postgresStore(url);
  await store.close();
}
