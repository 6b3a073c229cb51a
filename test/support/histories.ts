import fc from 'fast-check';
import { expect } from 'vitest';
import type { Change } from '../../src/domain/decision.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import type { Store } from '../../src/store/store.ts';
import { allOf } from './all-of-store.ts';
import { anyChange, anyInstant, anyStart } from './changes.ts';
import { nothingNamed, put, save } from './saving.ts';
import { at } from './state.ts';

const NUMBERS = [1, 2, 3, 4];

/** Updates that are asked for together, each with its changes or throwing. */
type Step = readonly (readonly Change[] | 'throws')[];

/** The store is opened anew after it: since nothing is folded across a restart, another minute begins in both. */
const RESTART: Step = [[put.recorded({ at: at(300) })]];

const anyUpdate = fc.oneof(
  { arbitrary: fc.array(anyChange(NUMBERS), { maxLength: 5 }), weight: 6 },
  { arbitrary: fc.constant('throws' as const), weight: 1 },
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.array(anyUpdate, { minLength: 1, maxLength: 3 }), weight: 6 },
  { arbitrary: fc.constant(RESTART), weight: 1 },
);
/** How much is deleted at the end: nothing refers to it after that. */
const anyPrune = fc.record({
  before: anyInstant,
  limit: fc.integer({ min: 0, max: 4 }),
  most: fc.nat(3),
});

/** A kind of store that is compared with the model. */
export interface Compared {
  /** An empty one. */
  open(): Promise<Store>;
  /** Opens again the one that was closed. */
  reopen(): Promise<Store>;
}

/** Whether a kind of store holds after any changes, with restarts in between, what the model holds. */
export function sameAsTheModel(kind: Compared): fc.IAsyncProperty<unknown> {
  return fc.asyncProperty(
    anyStart(NUMBERS),
    fc.array(anyStep, { maxLength: 10 }),
    anyPrune,
    async (start, steps, { before, limit, most }) => {
      const model = memoryStore();
      await save(model, ...start);
      let store = await kind.open();
      await save(store, ...start);

      for (const step of steps) {
        await Promise.all([apply(model, step), apply(store, step)]);
        if (step !== RESTART) continue;
        await store.close();
        store = await kind.reopen();
      }

      expect(await allOf(store)).toEqual(await allOf(model));
      const old = {
        recordingsBefore: before,
        resolvedBefore: before,
        errorsBefore: before,
        errorsPerProject: most,
      };
      expect(await store.prune(old, limit)).toBe(await model.prune(old, limit));
      expect(await allOf(store)).toEqual(await allOf(model));
      await store.close();
    },
  );
}

async function apply(store: Store, updates: Step): Promise<void> {
  await Promise.allSettled(
    updates.map((changes) =>
      store.update(nothingNamed, () => {
        if (changes === 'throws') throw new Error('a fault in the decision');
        return { changes, outcomes: [] };
      }),
    ),
  );
}
