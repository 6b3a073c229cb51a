import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { postgresStoreOn } from '../../src/store/postgres/index.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { put, save } from '../support/saving.ts';
import { pglite } from '../support/servers/pglite.ts';
import { at } from '../support/state.ts';

describe('the PostgreSQL store on PGlite', () => {
  const server = pglite();

  storeContract({
    open: async () => postgresStoreOn(await server.empty()),
    restart: async (store) => {
      await store.close();
      return postgresStoreOn(server.same());
    },
  });

  it('has written re-sends once their minute is over by the clock, though nothing else arrived', async () => {
    const store = await postgresStoreOn(await server.empty());
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const rows = () => server.same().query('SELECT id FROM recording', []);
    await save(store, put.resent({ at: at(1) }), put.resent({ at: at(2) }));
    expect(await rows()).toEqual([]);

    await vi.advanceTimersByTimeAsync(60_000);
    await vi.waitFor(async () => expect(await rows()).toHaveLength(1));
    await store.close();
  });
});
