import { describe, expect, it } from 'vitest';
import type { AlertKey } from '../../../src/domain/alert.ts';
import type { Store } from '../../../src/store/store.ts';
import { look, put, save } from '../../support/saving.ts';
import { anAlertRow, anEntry, aSilence, at, key } from '../../support/state.ts';

/** The alerts, timelines and silences. */
export function describeLists(store: () => Store): void {
  describe('of alerts', () => describeAlerts(store));
  describe('of entries', () => describeEntries(store));
  describe('of silences', () => describeSilences(store));
}

function describeAlerts(store: () => Store): void {
  it('shows those that fire first, then the newest, up to the limit', async () => {
    const ended = { status: 'resolved' } as const;
    await save(
      store(),
      put.incident(),
      put.incident({ number: 2 }),
      put.alert({ key: key('a'), lastSeenAt: at(1) }),
      put.alert({ key: key('b'), lastSeenAt: at(3), ...ended }),
      put.alert({ key: key('c'), lastSeenAt: at(2) }),
      put.alert({ key: key('d'), lastSeenAt: at(4), ...ended }),
      put.alert({ key: key('e'), incident: 'incident-2' }),
    );

    const keys = async (limit: number) =>
      (await store().alertsOf('incident-1', limit)).map((alert) => alert.key);

    expect(await keys(9)).toEqual(['c', 'a', 'd', 'b']);
    expect(await keys(3)).toEqual(['c', 'a', 'd']);
    expect(await keys(1)).toEqual(['c']);
  });

  it.each(['firing', 'resolved'] as const)('finds one that is %s by its key', async (status) => {
    const one = { key: key('a\0half \ud800'), status };
    await save(store(), put.incident(), put.alert(one), put.alert({ key: key('b') }));

    expect(await store().alert(one.key)).toEqual(anAlertRow(one));
    expect(await store().alert(key('a'))).toBeUndefined();
  });

  it('moves an alert to the incident that it newly belongs to', async () => {
    await save(store(), put.incident(), put.incident({ number: 2 }), put.alert());

    await save(store(), put.alert({ incident: 'incident-2' }));

    expect(await store().alertsOf('incident-1', 9)).toEqual([]);
    expect(await store().alertsOf('incident-2', 9)).toHaveLength(1);
    expect(await look(store(), (snapshot) => snapshot.firingOf('incident-1'))).toEqual([]);
    expect(await look(store(), (snapshot) => snapshot.firingOf('incident-2'))).toHaveLength(1);
  });

  it.each<[string, Parameters<typeof anAlertRow>[0]]>([
    ['counters', { occurrences: 7, lastSeenAt: at(5), periods: 2 }],
    ['what suppresses it', { suppressed: { reason: 'maintenance', by: 'half \ud800' } }],
    ['the rules that changed it', { rules: ['quell.yml line 3'] }],
    ['its other keys', { alsoAs: [key('half \ud800')] }],
    ['its inhibition', { inhibition: { inhibits: ['a\0'], inhibitedBy: ['b'] } }],
    ['its route', { route: '{team="half \ud800"}' }],
    ['its end', { endsAt: at(60), endsAtIsTimeout: true }],
    ['its status', { status: 'resolved', endsAt: at(9) }],
    ['its period', { startsAt: at(30), periods: 2 }],
    ['its first time', { firstSeenAt: at(-9) }],
    ['what it says', { content: { ...anAlertRow().content, title: 'DiskNearlyFull' } }],
  ])('keeps a change of %s', async (_, change) => {
    const before = anAlertRow();
    await save(store(), put.incident(), put.alert(before));

    await save(store(), put.alert({ ...before, ...change }));

    expect(await store().alertsOf('incident-1', 9)).toEqual([anAlertRow(change)]);

    await save(store(), put.alert(before));
    expect(await store().alertsOf('incident-1', 9)).toEqual([before]);
  });

  it('walks through all that fire in the order of their keys', async () => {
    const keys = Array.from({ length: 25 }, (_, index) => `k${(index * 7) % 25}`);
    await save(
      store(),
      put.incident(),
      ...keys.map((each) => put.alert({ key: key(each) })),
      put.alert({ key: key('k3'), status: 'resolved' }),
    );

    const walked: AlertKey[] = [];
    for (let after: AlertKey | null = null; ; after = walked.at(-1) ?? null) {
      const from = after;
      const page = await look(store(), (snapshot) => snapshot.firingAfter(from, 4));
      if (page.length === 0) break;
      expect(page.length).toBeLessThanOrEqual(4);
      walked.push(...page.map((alert) => alert.key));
    }

    expect(walked).toEqual(keys.filter((each) => each !== 'k3').sort());
  });
}

function describeEntries(store: () => Store): void {
  it('reads a timeline in order, from a place on, up to a limit', async () => {
    await save(store(), put.incident(), put.incident({ number: 2 }));
    await save(store(), ...[2, 1, 3, 10].map((seq) => put.entry({ seq })));
    await save(store(), put.entry({ incident: 'incident-2' }), put.entry({ incident: 'storm-1' }));

    const seqs = async (after: number, limit: number) =>
      (await store().timeline('incident-1', after, limit)).map(({ seq }) => seq);

    expect(await seqs(0, 99)).toEqual([1, 2, 3, 10]);
    expect(await seqs(1, 2)).toEqual([2, 3]);
    expect(await seqs(10, 99)).toEqual([]);
    expect(await store().timeline('storm-1', 0, 9)).toEqual([anEntry({ incident: 'storm-1' })]);
  });

  it('reads one entry, as it was written last', async () => {
    await save(store(), put.incident(), put.entry());
    const what = { kind: 'note', text: 'half \ud800, NUL \0' } as const;

    await save(store(), put.entry({ what }));

    expect(await store().entry('incident-1', 1)).toEqual(anEntry({ what }));
    expect(await store().entry('incident-1', 2)).toBeUndefined();
  });
}

function describeSilences(store: () => Store): void {
  it('lists all, ended ones included, the newest start first', async () => {
    const [old, mid, fresh] = [
      aSilence({ id: 'old', startsAt: at(-99), endsAt: at(-9) }),
      aSilence({ id: 'mid', startsAt: at(1) }),
      aSilence({ id: 'fresh', startsAt: at(2) }),
    ];
    await save(store(), put.silence(mid), put.silence(old), put.silence(fresh));

    expect(await store().silences()).toEqual([fresh, mid, old]);
    expect(await store().silence('old')).toEqual(old);
  });

  it('shows a decision those that have not ended, whatever was asked before', async () => {
    await save(store(), put.silence({ id: 'short', endsAt: at(10) }), put.silence({ id: 'long' }));
    const idsAt = (seconds: number) =>
      look(store(), (snapshot) =>
        snapshot
          .silences(at(seconds))
          .map(({ id }) => id)
          .sort(),
      );

    expect(await idsAt(9)).toEqual(['long', 'short']);
    expect(await idsAt(10)).toEqual(['long']);
    expect(await idsAt(9)).toEqual(['long', 'short']);
    expect(await look(store(), (snapshot) => snapshot.silence('short')?.endsAt)).toBe(at(10));
  });

  it('shows a decision that a silence was ended early', async () => {
    await save(store(), put.silence());
    await look(store(), (snapshot) => snapshot.silences(at(0)));

    await save(store(), put.silence({ endsAt: at(5) }));

    expect(await look(store(), (snapshot) => snapshot.silences(at(5)))).toEqual([]);
    expect(await store().silence('silence-1')).toEqual(aSilence({ endsAt: at(5) }));
  });
}
