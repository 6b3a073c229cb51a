import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { describeDue } from './store/due.ts';
import { describeIncidents } from './store/incidents.ts';
import { describeLists } from './store/lists.ts';
import { describePending } from './store/pending.ts';
import { describeRestart } from './store/restart.ts';
import { describeUpdates } from './store/updates.ts';

/** What the contract needs of a kind of store. */
export interface StoreUnderTest {
  /** An empty one. */
  open(): Promise<Store>;
  /** Closes it and opens it again; or the reason why that cannot be. */
  readonly restart: ((store: Store) => Promise<Store>) | { readonly impossible: string };
}

/** What every store must do. */
export function storeContract(kind: StoreUnderTest): void {
  let store: Store;

  beforeEach(async () => {
    store = await kind.open();
  });

  afterEach(() => store.close());

  const current = () => store;
  describe('updates', () => describeUpdates(current));
  describe('incidents', () => describeIncidents(current));
  describe('lists', () => describeLists(current));
  describe('what is due', () => describeDue(current));
  describe('what is pending', () => describePending(current));

  const { restart } = kind;
  if (typeof restart !== 'function') {
    describe.skip(`a restart (${restart.impossible})`, () => {});
    return;
  }
  describe('a restart', () =>
    describeRestart(current, async () => {
      store = await restart(store);
    }));
}
