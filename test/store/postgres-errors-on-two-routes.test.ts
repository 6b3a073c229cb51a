import { PGlite } from '@electric-sql/pglite';
import { expect, it } from 'vitest';
import { decideAndSave } from '../../src/flow/decide.ts';
import { postgresStoreOn } from '../../src/store/postgres/index.ts';
import { errorAlert } from '../engine/errors/raising.ts';
import { aPolicy, below } from '../support/builders.ts';
import { DecideWorld } from '../support/decide-world.ts';
import { pgliteDatabase } from '../support/pglite.ts';
import { manualQueue } from '../support/queue.ts';

it('the PostgreSQL store loads what an error needs that fires on another route already', async () => {
  const pglite = await PGlite.create();
  const store = await postgresStoreOn(pgliteDatabase(pglite));
  const routes = [below(aPolicy().route, 'level="fatal"', { channel: '#fatal' })];
  const world = new DecideWorld(aPolicy({ routes }));
  const { clock } = world;
  let { policy } = world;
  const queue = manualQueue(clock);
  const deps = { store, clock, queue, policy: () => policy, decided: () => {} };
  const reasons: unknown[] = [];
  for (const level of ['error', 'fatal', 'error', 'fatal'] as const) {
    const { outcomes } = await decideAndSave(deps, [
      { type: 'alert', alert: errorAlert(world, { level }) },
    ]);
    reasons.push(...outcomes);
  }

  expect(reasons).toMatchObject(
    ['opened', 'opened', 'duplicate', 'duplicate'].map((reason) => ({ reason })),
  );
  expect(await store.incidentNumbered(2)).toMatchObject({ channel: '#fatal', occurrenceCount: 2 });
  // A new configuration leads it to the same channel by another route.
  policy = aPolicy({ routes: [below(aPolicy().route, 'level="error"', {})] });
  const { outcomes } = await decideAndSave(deps, [{ type: 'alert', alert: errorAlert(world) }]);
  expect(outcomes).toMatchObject([{ reason: 'duplicate' }]);
  expect(await store.incidentNumbered(1)).toMatchObject({ occurrenceCount: 3 });
  await store.close();
  await pglite.close();
});
