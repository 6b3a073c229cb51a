import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { NO_ROWS } from '../../src/engine/scope.ts';
import { postgresStoreOn } from '../../src/store/postgres/index.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { put, save } from '../support/saving.ts';
import { pglite } from '../support/servers/pglite.ts';
import { at, key } from '../support/state.ts';

describe('the PostgreSQL store on PGlite', () => {
  const server = pglite();

  storeContract({
    open: async () => postgresStoreOn(await server.empty()),
    restart: async (store) => {
      await store.close();
      return postgresStoreOn(server.same());
    },
  });

  it('ends a decision that never comes to an end, and goes on', async () => {
    const store = await postgresStoreOn(await server.empty());
    let asked = 0;

    const endless = store.update(
      () => NO_ROWS,
      (snapshot) => {
        asked += 1;
        snapshot.alert(key(`another ${asked}`));
        return { changes: [], outcomes: [] };
      },
    );

    await expect(endless).rejects.toThrow('A decision read something new each time it was asked.');
    await save(store, put.incident());
    expect((await store.counts()).triggered).toBe(1);
    await store.close();
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
