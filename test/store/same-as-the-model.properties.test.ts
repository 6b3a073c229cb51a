import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Change } from '../../src/domain/decision.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import type { Store } from '../../src/store/store.ts';
import { allOf } from '../support/all-of-store.ts';
import { anyChange, anyIncident, nothingNamed, put, save } from '../support/state.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NUMBERS = [1, 2, 3, 4];

/** Updates that are asked for together, each with its changes or throwing; or a restart. */
type Step = 'restart' | readonly (readonly Change[] | 'throws')[];

const anyUpdate = fc.oneof(
  { arbitrary: fc.array(anyChange(NUMBERS), { maxLength: 5 }), weight: 6 },
  { arbitrary: fc.constant('throws' as const), weight: 1 },
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.array(anyUpdate, { minLength: 1, maxLength: 3 }), weight: 6 },
  { arbitrary: fc.constant('restart' as const), weight: 1 },
);
const anyStart = fc.tuple(
  ...NUMBERS.map((number) => anyIncident([number]).map((incident) => put.incident(incident))),
);

it('holds after any changes, restarts in between, what the model holds', async () => {
  const folder = temporaryFolder();
  let run = 0;
  const property = fc.asyncProperty(
    anyStart,
    fc.array(anyStep, { maxLength: 10 }),
    async (start, steps) => {
      run += 1;
      const path = join(folder, `${run}.db`);
      const model = memoryStore();
      await save(model, ...start);
      let store: Store = sqliteStore(path);
      await save(store, ...start);

      for (const step of steps) {
        if (step === 'restart') {
          await store.close();
          store = sqliteStore(path);
        } else await Promise.all([apply(model, step), apply(store, step)]);
      }

      const held = await allOf(store);
      await store.close();
      expect(held).toEqual(await allOf(model));
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

async function apply(store: Store, updates: Exclude<Step, 'restart'>): Promise<void> {
  await Promise.allSettled(
    updates.map((changes) =>
      store.update(nothingNamed, () => {
        if (changes === 'throws') throw new Error('a fault in the decision');
        return { changes, outcomes: [] };
      }),
    ),
  );
}
