import { expect, it } from 'vitest';
import type { Change } from '../../../src/domain/decision.ts';
import type { Incident, Mute } from '../../../src/domain/incident.ts';
import type { Storm } from '../../../src/domain/storm.ts';
import type { Store } from '../../../src/store/store.ts';
import { look, put, save } from '../../support/saving.ts';
import { aMute, aRetention, at, key } from '../../support/state.ts';

const resolution: NonNullable<Incident['resolution']> = {
  at: at(10),
  by: { type: 'quell' },
  how: 'alerts',
  into: null,
  release: null,
  note: '',
  acknowledged: null,
};
const over = { status: 'resolved', resolution, cardRevision: 0, entryCount: 0 } as const;
const stormOver: Partial<Storm> = { endedAt: at(10), cardRevision: 0 };

/** What is deleted, and what never is. */
export function describePrune(store: () => Store): void {
  const prune = (before: number, limit = 9) =>
    store().prune(aRetention({ recordingsBefore: at(before), resolvedBefore: at(before) }), limit);
  const numbers = async () =>
    (await store().incidents({ limit: 99, now: at(0) })).map(({ number }) => number);

  it('finds nothing to delete where there is nothing', async () => {
    expect(await prune(1e6)).toBe(0);
  });

  it('deletes an incident that is over with all that belongs to it', async () => {
    await save(
      store(),
      put.incident({ ...over, cardRevision: 1, groupKey: 'g' }),
      put.delivery(),
      put.entry(),
      put.alert({ status: 'resolved' }),
      put.incident({ ...over, number: 2, resolution: { ...resolution, at: at(11) } }),
    );

    expect(await prune(11)).toBe(1);

    expect(await numbers()).toEqual([2]);
    expect(await store().incident('incident-1')).toBeUndefined();
    expect(await store().delivery('incident-1')).toBeUndefined();
    expect(await store().timeline('incident-1', 0, 9)).toEqual([]);
    expect(await store().alertsOf('incident-1', 9)).toEqual([]);
    const seen = await look(store(), (snapshot) => [
      snapshot.alert(key('disk-full')),
      snapshot.latestOf('g'),
      snapshot.incidentNumbered(1),
    ]);
    expect(seen).toEqual([undefined, undefined, undefined]);
    expect((await store().counts()).resolved).toBe(1);
  });

  it.each<[string, readonly Change[]]>([
    ['is open', [put.incident({ cardRevision: 0 })]],
    ['is over since then', [put.incident({ ...over, resolution: { ...resolution, at: at(20) } })]],
    ['Slack lags behind with', [put.incident({ ...over, cardRevision: 1 })]],
    ['a person resolved while it fires', [put.incident(over), put.alert()]],
  ])('leaves an incident that %s', async (_, changes) => {
    await save(store(), ...changes);

    expect(await prune(20)).toBe(0);
    expect(await numbers()).toEqual([1]);
  });

  it.each<[string, Partial<Mute>, boolean]>([
    ['is ignored for ever', { ignores: true }, true],
    ['is ignored until more happens', { ignores: true, early: [{ when: 'spike' }] }, true],
    ['is ignored for some time', { ignores: true, until: at(99) }, false],
    ['was muted', { reason: '"ignores":true' }, false],
  ])('of what is over, and that %s, keeps what nobody wants to hear of again', async (...of) => {
    const [, mute, isKept] = of;
    const ignored = { ...over, mute: aMute(mute), error: null };
    const alias = put.errorGroup({
      ...{ id: 'e1-alias', incident: null, mergedInto: 'e1-group', mergedWhy: 'version' },
    });
    const first = put.errorSample({ slot: -1, keepsake: 'first', receivedAt: at(1) });
    await save(store(), put.incident(ignored), put.errorGroup(), alias, first);
    const long = aRetention({ resolvedBefore: at(90), errorsBefore: at(97) });

    await store().prune(long, 99);
    // What was merged into a group goes after it.
    await store().prune(long, 99);

    expect(await numbers()).toEqual(isKept ? [1] : []);
    const groups = await Promise.all(
      ['e1-group', 'e1-alias'].map((group) => store().errorGroup(group)),
    );
    expect(groups.map((group) => group !== undefined)).toEqual([isKept, isKept]);
    expect(await store().errorSamples({ limit: 9 })).toHaveLength(isKept ? 1 : 0);
  });

  it('deletes the oldest first, no more at a time than the limit', async () => {
    const overAt = (number: number) => ({ ...resolution, at: at(number) });
    await save(
      store(),
      ...[3, 1, 2].map((number) => put.incident({ ...over, number, resolution: overAt(number) })),
    );

    expect(await prune(20, 2)).toBe(2);
    expect(await numbers()).toEqual([3]);
    expect(await prune(20, 2)).toBe(1);
    expect(await prune(20, 2)).toBe(0);
  });

  it('never gives the number of a deleted incident again', async () => {
    await save(store(), put.incident(over));
    const number = await look(store(), (snapshot) => snapshot.nextNumber());

    await prune(20);

    expect(await look(store(), (snapshot) => snapshot.nextNumber())).toBeGreaterThan(number);
  });

  it.each<[string, readonly Change[], number]>([
    ['that is over', [put.storm(stormOver)], 1],
    ['that goes on', [put.storm({ cardRevision: 0 })], 0],
    ['that is over since then', [put.storm({ ...stormOver, endedAt: at(20) })], 0],
    ['that Slack lags behind with', [put.storm({ ...stormOver, cardRevision: 1 })], 0],
    [
      'that still withholds an incident',
      [
        put.storm(stormOver),
        put.incident({ withheld: 'storm', withheldBy: 'storm-1', cardRevision: 0 }),
      ],
      0,
    ],
  ])('deals as it should with a storm %s', async (_, changes, deleted) => {
    await save(store(), ...changes, put.entry({ incident: 'storm-1' }));

    expect(await prune(20)).toBe(deleted);
    expect((await store().storm('storm-1')) === undefined).toBe(deleted === 1);
    expect(await store().timeline('storm-1', 0, 9)).toHaveLength(1 - deleted);
  });

  it('deletes a notice once it was posted', async () => {
    await save(store(), put.notice());
    expect(await prune(20)).toBe(0);

    await save(store(), put.delivery({ subject: 'notice-1' }));

    expect(await prune(0)).toBe(0);
    expect(await prune(20)).toBe(1);
    expect(await store().notice('notice-1')).toBeUndefined();
    expect(await store().delivery('notice-1')).toBeUndefined();
  });

  it('deletes silences that ended', async () => {
    await save(
      store(),
      put.silence({ endsAt: at(19) }),
      put.silence({ id: 'new', endsAt: at(20) }),
    );
    await look(store(), (snapshot) => snapshot.silences(at(0)));

    expect(await prune(20)).toBe(1);

    expect((await store().silences()).map(({ id }) => id)).toEqual(['new']);
    expect(await look(store(), (snapshot) => snapshot.silences(at(0)).length)).toBe(1);
  });

  it('deletes recordings by the last that was folded', async () => {
    await save(store(), put.recorded(), put.resent({ at: at(5) }), put.recorded({ at: at(19) }));
    await save(store(), put.recorded({ at: at(20) }), put.resent({ at: at(21) }));
    const times = async () =>
      (await store().recordings({ since: at(0), limit: 9 })).recordings.map((each) => each.at);

    expect(await prune(20, 2)).toBe(2);
    expect(await times()).toEqual([at(19), at(20), at(21)]);
    expect(await prune(20)).toBe(1);
    expect(await prune(20)).toBe(0);
    expect(await prune(99)).toBe(2);
    expect(await times()).toEqual([]);
  });

  it('goes on folding what it left', async () => {
    await save(store(), put.resent({ at: at(5) }));
    await prune(5);

    await save(store(), put.resent({ at: at(6) }));

    const { recordings } = await store().recordings({ since: at(0), limit: 9 });
    expect(recordings.map(({ count }) => count)).toEqual([2]);
  });

  it('forgets what a deleted incident was found by', async () => {
    const labels = { service: 'shop' };
    const mute = aMute({ early: [{ when: 'deploy' }] });
    await save(store(), put.incident({ labels, mute, cardRevision: 0, entryCount: 0 }));
    await save(store(), put.incident({ ...over, labels, mute }));

    await prune(20);

    expect(await look(store(), (snapshot) => snapshot.mutedUntilDeploy('shop'))).toEqual([]);
  });
}
