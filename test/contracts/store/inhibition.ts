import { expect, it } from 'vitest';
import type { AlertKey, Inhibition, TrackedAlert } from '../../../src/domain/alert.ts';
import type { Store } from '../../../src/store/store.ts';
import { look, put, save } from '../../support/saving.ts';
import { key } from '../../support/state.ts';

const NONE: Inhibition = { inhibits: [], inhibitedBy: [] };

/** Which alerts inhibit, and which are inhibited. */
export function describeInhibition(store: () => Store): void {
  const inhibiting = (by: string) => look(store(), (snapshot) => snapshot.inhibiting(by));
  const inhibited = (by: string, after: AlertKey | null = null, limit = 9) =>
    look(store(), (snapshot) => snapshot.inhibitedBy(by, after, limit).map((alert) => alert.key));

  it('counts the alerts that fire and inhibit a key', async () => {
    await save(
      store(),
      put.incident(),
      put.alert({ key: key('a'), inhibition: { ...NONE, inhibits: ['x', 'y'] } }),
      put.alert({ key: key('b'), inhibition: { ...NONE, inhibits: ['x'] } }),
      put.alert({ key: key('c'), inhibition: { ...NONE, inhibitedBy: ['x'] } }),
      put.alert({ key: key('d') }),
    );

    expect(await inhibiting('x')).toBe(2);
    expect(await inhibiting('y')).toBe(1);
    expect(await inhibiting('z')).toBe(0);
  });

  it('walks through the alerts that a key inhibits in the order of their keys', async () => {
    const keys = ['d', 'a', 'e', 'b', 'c'];
    const by = { ...NONE, inhibitedBy: ['x'] };
    await save(
      store(),
      put.incident(),
      ...keys.map((each) => put.alert({ key: key(each), inhibition: by })),
      put.alert({ key: key('other'), inhibition: { inhibits: ['x'], inhibitedBy: ['y'] } }),
    );

    expect(await inhibited('x')).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(await inhibited('x', key('b'), 2)).toEqual(['c', 'd']);
    expect(await inhibited('x', key('e'))).toEqual([]);
    expect(await inhibited('z')).toEqual([]);
  });

  const both = { inhibits: ['x'], inhibitedBy: ['x'] };
  it.each<[string, Partial<TrackedAlert>, number]>([
    ['that ends', { status: 'resolved' }, 0],
    ['whose labels no longer say so', {}, 0],
    ['that inhibits something else', { inhibition: { inhibits: ['y'], inhibitedBy: ['y'] } }, 0],
    ['that is sent again', { inhibition: both, occurrences: 2 }, 1],
    ['whose inhibition was worked out anew', { inhibition: { ...both } }, 1],
    ['that moves to another incident', { inhibition: both, incident: 'incident-2' }, 1],
  ])('goes by the last word about an alert %s', async (_, change, expected) => {
    await save(store(), put.incident(), put.incident({ number: 2 }));
    await save(store(), put.alert({ inhibition: both }));

    await save(store(), put.alert(change));

    expect(await inhibiting('x')).toBe(expected);
    expect(await inhibited('x')).toHaveLength(expected);
  });

  it('counts an alert that ended and fires again once', async () => {
    await save(store(), put.incident(), put.alert({ inhibition: both, status: 'resolved' }));
    expect(await inhibiting('x')).toBe(0);

    await save(store(), put.alert({ inhibition: both }));
    await save(store(), put.alert({ inhibition: both, periods: 2 }));

    expect(await inhibiting('x')).toBe(1);
    expect(await inhibited('x')).toEqual(['disk-full']);
  });
}
