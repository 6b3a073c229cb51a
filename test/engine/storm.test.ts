import { describe, expect, it } from 'vitest';
import { firstDelivery } from '../../src/engine/delivery/progress.ts';
import { anAlert, aPolicy } from '../support/builders.ts';
import type { DecideWorld } from '../support/decide-world.ts';
import { save } from '../support/saving.ts';
import { calm, fire, labels, storms } from './storms.ts';

/** Slack has taken its card. */
async function showCard({ store }: DecideWorld, number: number): Promise<void> {
  const incident = await store.incidentNumbered(number);
  if (!incident) throw new Error(`There is no incident ${number}.`);
  const card = { ts: `${number}.0`, revision: 1 };
  await save(store, { type: 'delivery', delivery: { ...firstDelivery(incident, 'T1'), card } });
}

async function withheld(world: DecideWorld) {
  return (await world.incidents()).map((incident) => incident.withheld);
}

describe('a storm', () => {
  it('is not yet at the limit', async () => {
    const world = await calm();
    await fire(world, 1, 3);

    expect(storms(world)).toEqual([]);
    expect(await withheld(world)).toEqual([null, null, null]);
  });

  it('begins past it: what follows has no card', async () => {
    const world = await calm();
    await fire(world, 1, 5);

    expect(await withheld(world)).toEqual([null, null, null, 'storm', 'storm']);
    expect(storms(world)).toMatchObject([
      {
        channel: '#alerts',
        incidentCount: 5,
        withheldCount: 2,
        endedAt: null,
        first: { number: 1 },
      },
    ]);
  });

  it('does not begin where as many come slowly', async () => {
    const world = await calm();
    for (let n = 0; n < 9; n++) {
      await world.fire(labels(n));
      await world.advance('21s');
    }

    expect(storms(world)).toEqual([]);
  });

  it('is of one channel', async () => {
    const world = await calm();
    await fire(world, 1, 3);
    await world.configure(
      aPolicy(
        { channel: '#other', path: '{other}', groupBy: 'all' },
        { ...world.policy, route: { ...world.policy.route, channel: '#other' }, version: '2' },
      ),
    );
    await fire(world, 4, 5);

    expect(storms(world)).toEqual([]);
  });

  it('leaves critical incidents their card, and counts them', async () => {
    const world = await calm();
    await fire(world, 1, 4);
    await world.fire({ ...labels(5), severity: 'critical' });

    expect(await withheld(world)).toEqual([null, null, null, 'storm', null]);
    expect(storms(world)[0]?.critical).toEqual({ count: 1, numbers: [5] });
  });

  it('gives a card to what becomes critical', async () => {
    const world = await calm();
    await fire(world, 1, 4);
    await world.fire({ ...labels(4), severity: 'critical' });

    expect(await withheld(world)).toEqual([null, null, null, null]);
    expect(storms(world)[0]).toMatchObject({ withheldCount: 0, critical: { numbers: [4] } });
  });

  it.each([
    ['all of its incidents, since none has its card yet', 0, [1, 2, 3, 4, 5, 6]],
    ['not those that have their card already', 2, [3, 4, 5, 6]],
  ])('names in its thread, within five seconds, %s', async (_, cards, named) => {
    const world = await calm();
    await fire(world, 1, cards);
    for (let n = 1; n <= cards; n++) await showCard(world, n);
    await fire(world, cards + 1, 5);
    await world.fire({ ...labels(6), severity: 'critical' });
    expect(storms(world)[0]?.entryCount).toBe(0);
    await world.advance('5s');
    const [storm] = storms(world);
    const entries = await world.store.timeline(storm?.id ?? '', 0, 10);

    expect(storm).toMatchObject({
      entryCount: named.length,
      cardRevision: 2,
      withheldCount: 2,
      critical: { numbers: [6] },
    });
    expect(entries.map(({ what }) => what)).toMatchObject(
      named.map((number) => ({ kind: 'named', number })),
    );
  });

  it('names and counts once what is silenced meanwhile, and heard of again', async () => {
    const world = await calm();
    await fire(world, 1, 5);
    const silence = await world.silence({ matchers: 'n=5', for: '1h' });
    await world.unsilence(silence);
    await world.advance('5s');
    const [storm] = storms(world);
    const entries = await world.store.timeline(storm?.id ?? '', 0, 10);

    expect(storm).toMatchObject({ incidentCount: 5, withheldCount: 2, named: 5 });
    expect(entries).toHaveLength(5);
    expect(await withheld(world)).toEqual([null, null, null, 'storm', 'storm']);
  });

  it('counts the kinds, the largest first, with the label that would silence them', async () => {
    const world = await calm();
    await fire(world, 1, 4);
    await fire(world, 5, 12, 'HighLatency');

    expect(storms(world)[0]?.groups).toEqual([
      { title: 'HighLatency', count: 8, label: { name: 'alertname', value: 'HighLatency' } },
      { title: 'PodNotReady', count: 4, label: { name: 'alertname', value: 'PodNotReady' } },
    ]);
  });

  it('counts what comes a minute', async () => {
    const world = await calm();
    await fire(world, 1, 5);
    await world.advance('61s');
    await fire(world, 6, 8);

    expect(storms(world)[0]?.perMinute.reduce((sum, count) => sum + count)).toBe(
      storms(world)[0]?.incidentCount,
    );
  });
});

describe('the end of a storm', () => {
  it('comes when few new incidents come, and gives what is still open its card', async () => {
    const world = await calm();
    await fire(world, 1, 6);
    await world.resolve(labels(4));
    await world.advance('4m');

    expect(storms(world)).toMatchObject([
      { ending: { resolved: 1, open: { count: 2, numbers: [5, 6] } } },
    ]);
    expect(await withheld(world)).toEqual([null, null, null, 'storm', null, null]);
    expect((await world.incident(5)).cardRevision).toBe(1);
    expect((await world.incident(4)).cardRevision).toBe(0);
  });

  it('names first what nobody has, the worst before others, the older before the newer', async () => {
    const world = await calm();
    await fire(world, 1, 3);
    const severities = ['info', 'warning', 'error', 'error', 'warning', 'error'] as const;
    for (const [place, severity] of severities.entries()) {
      await world.fire({ ...labels(4 + place), severity });
    }
    for (const number of [6, 8]) await world.ask({ verb: 'acknowledge' }, number);
    await world.advance('4m');

    expect(storms(world)).toMatchObject([{ ending: { open: { numbers: [7, 9, 5, 4, 6, 8] } } }]);
  });

  it('begins no other storm by the cards that it gives', async () => {
    const world = await calm();
    await fire(world, 1, 40);
    await world.advance('4m');

    expect(storms(world)).toHaveLength(1);
    expect(await withheld(world)).toEqual(Array.from({ length: 40 }, () => null));
  });

  it('gives cards however many wait', async () => {
    const world = await calm();
    await world.receive(...Array.from({ length: 450 }, (_, n) => anAlert(labels(n))));
    await world.advance('4m');

    expect((await withheld(world)).every((why) => why === null)).toBe(true);
  });

  it('withholds on what is silenced meanwhile, with that reason', async () => {
    const world = await calm();
    await fire(world, 1, 5);
    await world.silence({ matchers: 'n=5', for: '1h' });
    await world.advance('4m');

    expect((await world.incident(5)).withheld).toBe('silenced');
    expect(storms(world)).toMatchObject([
      { ending: { resolved: 0, open: { count: 1, numbers: [4] } } },
    ]);
  });

  it('comes also when the configuration has none any more', async () => {
    const world = await calm();
    await fire(world, 1, 5);
    await world.configure(aPolicy({ groupBy: 'all' }, { version: 'calm' }));
    await world.advance('6s');

    expect(await withheld(world)).toEqual([null, null, null, null, null]);
  });

  it('is followed by another storm where as many come again', async () => {
    const world = await calm();
    await fire(world, 1, 6);
    await world.advance('4m');
    await fire(world, 7, 12);

    expect(storms(world)).toHaveLength(2);
  });
});
