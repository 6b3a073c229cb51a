import { expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { allOf } from '../../support/all-of-store.ts';
import { look, put, save } from '../../support/saving.ts';
import { aContent, aMute, at, key } from '../../support/state.ts';

const mute = aMute({ early: [{ when: 'deploy' }] });
const over = { status: 'resolved' } as const;

/** What a store that was closed and opened again remembers. */
export function describeRestart(store: () => Store, restart: () => Promise<void>): void {
  it('answers every question as before', async () => {
    await save(
      store(),
      put.incident(),
      put.incident({ number: 2, ...over, channel: '#ops' }),
      put.incident({ number: 3, ...over, cardRevision: 0, entryCount: 0 }),
      put.incident({ number: 4, status: 'acknowledged', assignee: { id: 'U1', name: 'ann' } }),
      put.alert({ endsAt: at(30), content: aContent({ labels: { a: '\ud800' } }) }),
      put.alert({ key: key('\ud800\0'), incident: 'incident-2' }),
      put.alert({ key: key('ended'), ...over }),
      put.alert({ key: key('long ago'), incident: 'incident-3', ...over }),
      put.entry(),
      put.entry({ seq: 2, what: { kind: 'note', text: 'looking' } }),
      put.silence(),
      put.silence({ id: 'ended', startsAt: at(-9), endsAt: at(-5) }),
      put.delivery(),
      put.pace(),
      put.storm(),
      put.delivery({ subject: 'storm-1' }),
      put.storm({ id: 'storm-2', channel: '#ops', endedAt: at(9) }),
      put.entry({ incident: 'storm-1' }),
      put.notice(),
      put.incident({ number: 5, withheld: 'storm', withheldBy: 'storm-1', cardRevision: 0 }),
      put.incident({ number: 6, labels: { service: 'shop' }, mute }),
      put.alert({ key: key('i'), inhibition: { inhibits: ['rule 1'], inhibitedBy: ['rule 2'] } }),
      put.recorded(),
      put.resent({ at: at(9) }),
      put.resent({ at: at(70) }),
      put.resent({ at: at(75) }),
      put.errorGroup({ id: 'e1-a', project: '\ud800', environments: ['a"b'] }),
      put.errorGroup({ id: 'e1-b', mergedInto: 'e1-a', mergedWhy: 'person' }),
      put.errorSample({ group: 'e1-a' }),
      put.errorSample({ group: 'e1-b', slot: -1, keepsake: 'first', receivedAt: at(5) }),
      put.release(),
      put.timer(),
      put.timer({ kind: 'silence', subject: 'silence-1', after: key('\udfff') }),
      put.timer({ kind: 'expire' }),
      put.timerOff({ kind: 'expire', subject: 'incident-1' }),
    );
    await store().once('key', () => 'kept');
    for (const seconds of [1, 2, 300]) await store().heardFrom('half \udfff', at(seconds), false);
    await store().heardFrom('half \udfff', at(301), false);
    await store().heardFrom('half \udfff', at(302), true);
    const before = await allOf(store());
    const habits = await store().habits();

    await restart();

    expect(await allOf(store())).toEqual(before);
    expect(await store().habits()).toEqual(habits);
    expect(habits).toMatchObject([{ firstAt: at(1), lastAt: at(301), atRest: true }]);
    expect(await store().once('key', () => 'new')).toBe('kept');
  });

  it('never gives a number again that an incident has', async () => {
    await save(store(), put.incident({ number: 5 }));

    await restart();

    expect(await look(store(), (snapshot) => snapshot.nextNumber())).toBe(6);
  });

  it('keeps what was asked just before', async () => {
    const saved = save(store(), put.incident());

    await restart();

    await expect(saved).resolves.toBeUndefined();
    expect(await store().incident('incident-1')).toBeDefined();
  });
}
