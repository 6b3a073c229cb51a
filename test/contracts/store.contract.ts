import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { put, save } from '../support/saving.ts';
import { anIncident, at } from '../support/state.ts';
import { describeCoordination } from './store/coordination.ts';
import { describeDue } from './store/due.ts';
import { describeErrorGroups } from './store/error-groups.ts';
import { describeErrorSamples } from './store/error-samples.ts';
import { describeHabits } from './store/habits.ts';
import { describeIncidents } from './store/incidents.ts';
import { describeInhibition } from './store/inhibition.ts';
import { describeLists } from './store/lists.ts';
import { describePending } from './store/pending.ts';
import { describePrune } from './store/prune.ts';
import { describePruneErrors } from './store/prune-errors.ts';
import { describeRecordings } from './store/recordings.ts';
import { describeReleases } from './store/releases.ts';
import { describeRestart } from './store/restart.ts';
import { describeStorms } from './store/storms.ts';
import { describeUpdates } from './store/updates.ts';

/** What the contract needs of a kind of store. */
export interface StoreUnderTest {
  /** An empty one. */
  open(): Promise<Store>;
  /** Closes it and opens it again. Left out by a store that forgets everything, which is then held to that. */
  readonly restart?: (store: Store) => Promise<Store>;
}

const EVERYTHING = { limit: 10, now: at(0) };

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
  describe('inhibition', () => describeInhibition(current));
  describe('storms', () => describeStorms(current));
  describe('recordings', () => describeRecordings(current));
  describe('what is old', () => describePrune(current));
  describe('error groups', () => describeErrorGroups(current));
  describe('events of errors', () => describeErrorSamples(current));
  describe('releases', () => describeReleases(current));
  describe('what is old of errors', () => describePruneErrors(current));
  describe('habits of sources', () => describeHabits(current));
  describe('coordination', () => describeCoordination(current));

  const { restart } = kind;
  if (!restart) {
    describeForgetting(kind);
    return;
  }
  describe('a restart', () =>
    describeRestart(current, async () => {
      store = await restart(store);
    }));
}

function describeForgetting(kind: StoreUnderTest): void {
  it('begins empty whatever another one held', async () => {
    const first = await kind.open();
    await save(first, put.incident(anIncident()));

    const second = await kind.open();

    expect(await first.incidents(EVERYTHING)).toHaveLength(1);
    expect(await second.incidents(EVERYTHING)).toEqual([]);
    await Promise.all([first.close(), second.close()]);
  });
}
