import type { Change, Snapshot } from '../../src/domain/decision.ts';
import { instant } from '../../src/domain/time.ts';
import type { Store } from '../../src/store/store.ts';
import { nothingNamed, put } from './saving.ts';
import { aDelivery, anIncident, aRelease, aSilence, aStorm, at, key } from './state.ts';

/** Something that can be counted in the state. */
export interface Counter {
  /** How far it is; 0 where nothing is there. */
  read(snapshot: Snapshot): number;
  /** The change that brings it to a count; `id` tells it from others. */
  write(count: number, id: string): Change;
}

const TIMER = { kind: 'storm', subject: 'storm-1' } as const;

/** One for every part of the state that decisions read and change. */
export const COUNTERS: Readonly<Record<string, Counter>> = {
  'an alert': {
    read: (snapshot) => snapshot.alert(key('a'))?.occurrences ?? 0,
    write: (occurrences) => put.alert({ key: key('a'), occurrences }),
  },
  'an incident by its id': {
    read: (snapshot) => snapshot.incident('incident-1')?.occurrenceCount ?? 0,
    write: (occurrenceCount) => put.incident({ number: 1, occurrenceCount }),
  },
  'an incident by its number': {
    read: (snapshot) => snapshot.incidentNumbered(1)?.occurrenceCount ?? 0,
    write: (occurrenceCount) => put.incident({ number: 1, occurrenceCount }),
  },
  'the latest of a group': {
    read: (snapshot) => snapshot.latestOf('group-1')?.occurrenceCount ?? 0,
    write: (occurrenceCount, id) => ({
      type: 'incident',
      incident: {
        ...anIncident({ number: occurrenceCount, occurrenceCount }),
        id,
        groupKey: 'group-1',
        status: 'resolved',
      },
    }),
  },
  'what fires of an incident': {
    read: (snapshot) => snapshot.firingOf('incident-1').length,
    write: (_, id) => put.alert({ key: key(id) }),
  },
  'what fires': {
    read: (snapshot) => snapshot.firingAfter(null, 999).length,
    write: (_, id) => put.alert({ key: key(id), incident: id }),
  },
  'what inhibits a key': {
    read: (snapshot) => snapshot.inhibiting('rule'),
    write: (_, id) =>
      put.alert({
        key: key(id),
        incident: id,
        inhibition: { inhibits: ['rule'], inhibitedBy: [] },
      }),
  },
  'a silence': {
    read: (snapshot) => snapshot.silence('silence-1')?.hid.firings ?? 0,
    write: (firings) => put.silence({ ...aSilence(), hid: { firings, incidents: 0 } }),
  },
  'all silences': {
    read: (snapshot) => snapshot.silences(at(0)).length,
    write: (_, id) => put.silence({ id }),
  },
  'a pace': {
    read: (snapshot) => Number(snapshot.pace('#alerts')?.storm ?? 0),
    write: (count) => put.pace({ channel: '#alerts', storm: `${count}` }),
  },
  'a storm': {
    read: (snapshot) => snapshot.storm('storm-1')?.incidentCount ?? 0,
    write: (incidentCount) => put.storm({ ...aStorm(), incidentCount }),
  },
  'a delivery': {
    read: (snapshot) => snapshot.delivery('incident-1')?.cursor ?? 0,
    write: (cursor) => put.delivery({ ...aDelivery(), cursor }),
  },
  'a timer': {
    read: (snapshot) => snapshot.timer(TIMER)?.at ?? 0,
    write: (count) => put.timer({ ...TIMER, at: instant(count) }),
  },
  'an error group': {
    read: (snapshot) => snapshot.errorGroup('e1-group')?.events ?? 0,
    write: (events) => put.errorGroup({ events }),
  },
  'what was merged into an error group': {
    read: (snapshot) => snapshot.mergedInto('e1-group').length,
    write: (_, id) =>
      put.errorGroup({ id: `e1-${id}`, mergedInto: 'e1-group', mergedWhy: 'person' }),
  },
  'a release': {
    read: (snapshot) => snapshot.release(aRelease())?.firstSeenAt ?? 0,
    write: (count) => put.release({ firstSeenAt: instant(count) }),
  },
  'the newest release': {
    read: (snapshot) => Number(snapshot.newestRelease('shop')?.version ?? 0),
    write: (count) => put.release({ version: `${count}`, firstSeenAt: instant(count) }),
  },
  'the numbers': {
    read: (snapshot) => snapshot.nextNumber() - 1,
    write: (number, id) => ({
      type: 'incident',
      incident: { ...anIncident({ number }), id, groupKey: id },
    }),
  },
};

/** Counts one more; answers how far it was before. */
export async function countOneMore(store: Store, counter: Counter, id: string): Promise<number> {
  let before = 0;
  await store.update(nothingNamed, (snapshot) => {
    before = counter.read(snapshot);
    return { changes: [counter.write(before + 1, id)], outcomes: [] };
  });
  return before;
}
