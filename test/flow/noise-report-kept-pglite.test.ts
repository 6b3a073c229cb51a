import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { days, instant, plus } from '../../src/domain/time.ts';
import { reportKeeper } from '../../src/flow/noise-report.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import { postgresStoreOn } from '../../src/store/postgres/index.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import type { Store } from '../../src/store/store.ts';
import { theReport } from '../slack/blocks/models.ts';
import { pgliteDatabase } from '../support/pglite.ts';
import { aRetention } from '../support/state.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const AT = instant(Date.UTC(2026, 1, 10, 14, 2));

const stores: readonly (readonly [string, () => Promise<Store>])[] = [
  ['in memory', async () => memoryStore()],
  ['in SQLite', async () => sqliteStore(join(temporaryFolder(), 'quell.db'))],
  ['in PostgreSQL', onPglite],
];

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
});
afterAll(() => pglite.close());

async function onPglite(): Promise<Store> {
  // Quicker than a new one for each test.
  await pglite.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  return postgresStoreOn(pgliteDatabase(pglite));
}

async function keptIn(open: () => Promise<Store>) {
  const store = await open();
  running.push(() => store.close());
  let ids = 0;
  const clock = { now: () => AT, newId: () => `id${++ids}` };
  return { store, keep: reportKeeper({ store, clock, channel: () => '#alerts' }) };
}

describe.each(stores)('a report that somebody was answered with, %s', (_, open) => {
  it('is found by its id, each by its own', async () => {
    const { store, keep } = await keptIn(open);
    const other = theReport({ channel: '#other' });

    const ids = [await keep(theReport()), await keep(other)];

    const kept = await Promise.all(ids.map(async (id) => (await store.notice(id))?.content));
    expect(kept).toEqual([theReport(), other].map((report) => ({ kind: 'report', report })));
  });

  it('is posted nowhere, and counts as nothing that Slack lags behind with', async () => {
    const { store, keep } = await keptIn(open);

    await keep(theReport());

    expect(await store.pending('#alerts')).toEqual([]);
    expect(await store.pendingChannels()).toEqual([]);
    expect(await store.counts()).toMatchObject({ pending: 0 });
  });

  it('is deleted once it is old', async () => {
    const { store, keep } = await keptIn(open);
    const id = await keep(theReport());
    const deleted = async (resolvedBefore: typeof AT) =>
      store.prune(aRetention({ recordingsBefore: AT, resolvedBefore }), 10);

    expect(await deleted(AT)).toBe(0);
    expect(await deleted(plus(AT, days(1)))).toBe(1);

    expect(await store.notice(id)).toBeUndefined();
  });
});
