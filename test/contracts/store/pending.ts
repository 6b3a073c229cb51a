import { expect, it } from 'vitest';
import type { Change } from '../../../src/domain/decision.ts';
import type { Store } from '../../../src/store/store.ts';
import { put, save } from '../../support/saving.ts';
import { aDelivery, aNotice, anIncident, aStorm, at } from '../../support/state.ts';

const attempt = {
  key: 'k',
  slot: 'card',
  revision: 2,
  at: at(0),
  since: at(0),
  missing: false,
} as const;

const ofStorm = put.delivery({ subject: 'storm-1' });
const ofNotice = put.delivery({ subject: 'notice-1', cursor: 0 });

/** Where Slack lags behind. */
export function describePending(store: () => Store): void {
  it.each<[string, readonly Change[], boolean]>([
    ['has an incident that nobody was told of yet', [put.incident()], true],
    ['has no incident that is withheld', [put.incident({ cardRevision: 0 })], false],
    ['has no incident that Slack shows as it is', [put.incident(), put.delivery()], false],
    ['goes by the delivery that was saved first', [put.delivery(), put.incident()], false],
    [
      'has an incident whose card is old',
      [put.incident({ cardRevision: 2 }), put.delivery()],
      true,
    ],
    ['has an incident with a new entry', [put.incident({ entryCount: 2 }), put.delivery()], true],
    ['has a storm that begins', [put.storm()], true],
    ['has no storm that Slack shows as it is', [put.storm(), ofStorm], false],
    ['has a storm with a new entry', [put.storm({ entryCount: 2 }), ofStorm], true],
    ['has what a storm says at its end', [put.storm({ endedAt: at(9), cardRevision: 2 })], true],
    ['has a notice until it is posted', [put.notice()], true],
    ['has no notice that was posted', [put.notice(), ofNotice], false],
    ['has an incident with a begun post', [put.incident(), put.delivery({ attempt })], true],
    [
      'has what is over, until Slack knows',
      [put.incident({ status: 'resolved', cardRevision: 2 }), put.delivery()],
      true,
    ],
  ])('%s', async (_, changes, expected) => {
    await save(store(), ...changes);

    const channels = expected ? ['#alerts'] : [];
    expect(await store().pendingChannels()).toEqual(channels);
    expect((await store().pending('#alerts')).length).toBe(channels.length);
    expect((await store().counts()).pending).toBe(channels.length);
  });

  it('tells what the incident wants and how far Slack is', async () => {
    await save(store(), put.incident());
    expect(await store().pending('#alerts')).toEqual([
      { subject: { type: 'incident', shown: anIncident() }, delivery: undefined },
    ]);

    await save(store(), put.incident({ cardRevision: 2 }), put.delivery());
    expect(await store().pending('#alerts')).toEqual([
      {
        subject: { type: 'incident', shown: anIncident({ cardRevision: 2 }) },
        delivery: aDelivery(),
      },
    ]);
  });

  it('lists each incident in its own channel, and moves with it', async () => {
    await save(store(), put.incident(), put.incident({ number: 2, channel: '#ops' }));
    expect([...(await store().pendingChannels())].sort()).toEqual(['#alerts', '#ops']);

    await save(store(), put.incident({ channel: '#ops' }));

    const pending = await store().pending('#ops');
    expect(pending.map(({ subject }) => subject.shown.id).sort()).toEqual([
      'incident-1',
      'incident-2',
    ]);
    expect(await store().pending('#alerts')).toEqual([]);
    expect(await store().pendingChannels()).toEqual(['#ops']);
  });

  it('has an incident that was over and told when it changes again', async () => {
    const over = { status: 'resolved' } as const;
    await save(store(), put.incident(over), put.delivery());
    expect(await store().pendingChannels()).toEqual([]);

    await save(store(), put.incident({ ...over, entryCount: 2 }));
    expect((await store().pending('#alerts'))[0]?.delivery).toEqual(aDelivery());

    await save(store(), put.delivery({ cursor: 2 }));
    expect(await store().pendingChannels()).toEqual([]);
  });

  it('lists storms and notices beside incidents, each in its channel', async () => {
    await save(store(), put.incident(), put.storm(), put.notice({ channel: 'U1' }));

    expect(await store().pendingChannels()).toEqual(['#alerts', 'U1']);
    expect(await store().pending('U1')).toEqual([
      { subject: { type: 'notice', shown: aNotice({ channel: 'U1' }) }, delivery: undefined },
    ]);
    const types = (await store().pending('#alerts')).map(({ subject }) => subject.type);
    expect(types.sort()).toEqual(['incident', 'storm']);
  });

  it('finds any subject by its id, whether Slack lags behind or not', async () => {
    await save(store(), put.incident(), put.storm(), put.notice(), ofStorm, ofNotice);

    expect(await store().subject('incident-1')).toEqual({ type: 'incident', shown: anIncident() });
    expect(await store().subject('storm-1')).toEqual({ type: 'storm', shown: aStorm() });
    expect(await store().subject('notice-1')).toEqual({ type: 'notice', shown: aNotice() });
    expect(await store().subject('none')).toBeUndefined();
    expect((await store().delivery('storm-1'))?.subject).toBe('storm-1');
    expect((await store().delivery('notice-1'))?.cursor).toBe(0);
  });
}
