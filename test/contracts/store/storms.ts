import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/decision.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { Store } from '../../../src/store/store.ts';
import { look, put, save } from '../../support/saving.ts';
import { aMute, aNotice, anOpened, aPace, aStorm, at } from '../../support/state.ts';

const waiting = { withheld: 'storm', withheldBy: 'storm-1' } as const;

/** Storms, the pace of channels, notices, and which incidents wait for something. */
export function describeStorms(store: () => Store): void {
  const withheld = (storm: string, limit = 9) =>
    look(store(), (snapshot) => snapshot.withheldByStorm(storm, limit).map(({ number }) => number));

  it('finds a storm by its id, as it was saved last', async () => {
    await save(store(), put.storm());
    const storm = aStorm({ incidentCount: 7, groups: [], endedAt: at(9) });

    await save(store(), put.storm(storm));

    expect(await store().storm('storm-1')).toEqual(storm);
    expect(await look(store(), (snapshot) => snapshot.storm('storm-1'))).toEqual(storm);
    expect(await store().storm('none')).toBeUndefined();
    expect(await look(store(), (snapshot) => snapshot.storm('none'))).toBeUndefined();
  });

  it.each<[string, readonly Change[], string | undefined]>([
    ['the one that goes on', [put.storm()], 'storm-1'],
    ['none once it is over', [put.storm(), put.storm({ endedAt: at(9) })], undefined],
    ['none of another channel', [put.storm({ channel: '#ops' })], undefined],
    ['the next one', [put.storm({ endedAt: at(9) }), put.storm({ id: 'storm-2' })], 'storm-2'],
  ])('finds of a channel %s', async (_, changes, expected) => {
    for (const change of changes) await save(store(), change);

    expect((await store().stormOf('#alerts'))?.id).toBe(expected);
  });

  it('keeps the pace of each channel', async () => {
    const pace = aPace({ recent: [anOpened(), anOpened({ at: at(5) })], storm: 'storm-1' });
    await save(store(), put.pace(), put.pace({ channel: '#ops', recent: [] }));

    await save(store(), put.pace(pace));

    const paceOf = (channel: string) => look(store(), (snapshot) => snapshot.pace(channel));
    expect(await paceOf('#alerts')).toEqual(pace);
    expect(await paceOf('#ops')).toEqual(aPace({ channel: '#ops', recent: [] }));
    expect(await paceOf('#none')).toBeUndefined();
  });

  it('keeps notices', async () => {
    await save(store(), put.notice());

    expect(await store().notice('notice-1')).toEqual(aNotice());
    expect(await store().notice('none')).toBeUndefined();
  });

  it('finds the notices of lost alerts whose end is not told, the newest first', async () => {
    const losses = (id: string, seconds: number, until: number | null = null) => {
      const figures = { source: 'shop', since: at(0), refused: 7, givenUp: 0, limit: null };
      const end = until === null ? null : at(until);
      const content = { kind: 'losses', ...figures, until: end } as const;
      return put.notice({ id, at: at(seconds), content });
    };
    await save(store(), put.notice(), losses('old', 1), losses('over', 3), losses('new', 2));
    await save(store(), losses('over', 3, 9));

    expect((await store().openLosses()).map(({ id }) => id)).toEqual(['new', 'old']);
  });

  describe('the incidents that a storm withholds', () => {
    it('are the open ones, by number, up to a limit', async () => {
      const numbers = [12, 3, 7, 5];
      await save(store(), ...numbers.map((number) => put.incident({ number, ...waiting })));
      await save(store(), put.incident({ number: 1 }));

      expect(await withheld('storm-1')).toEqual([3, 5, 7, 12]);
      expect(await withheld('storm-1', 2)).toEqual([3, 5]);
      expect(await withheld('storm-2')).toEqual([]);
    });

    it.each<[string, Partial<Incident>]>([
      ['is released', { cardRevision: 1 }],
      ['is over', { ...waiting, status: 'resolved' }],
      ['is withheld by a silence instead', { withheld: 'silenced', withheldBy: 'silence-1' }],
      ['is withheld by another storm', { withheld: 'storm', withheldBy: 'storm-2' }],
    ])('no longer hold one that %s', async (_, change) => {
      await save(store(), put.incident({ ...waiting, cardRevision: 0 }));

      await save(store(), put.incident(change));

      expect(await withheld('storm-1')).toEqual([]);
    });

    it('hold one again that comes back', async () => {
      await save(store(), put.incident({ ...waiting, status: 'resolved', cardRevision: 0 }));
      expect(await withheld('storm-1')).toEqual([]);

      await save(store(), put.incident({ ...waiting, cardRevision: 0 }));

      expect(await withheld('storm-1')).toEqual([1]);
    });
  });

  it('finds the open incidents of a project that are muted until its deploy', async () => {
    const labels = { service: 'shop' };
    const mute = aMute({ early: [{ when: 'critical' }, { when: 'deploy' }] });
    const incidents: readonly Partial<Incident>[] = [
      { labels, mute: aMute({ early: [{ when: 'critical' }] }) },
      { labels, mute },
      { labels: { service: 'other' }, mute },
      { labels: {}, mute },
      { labels, mute, status: 'resolved' },
      { labels },
      { labels, mute },
    ];
    const muted = (project: string) =>
      look(store(), (snapshot) => snapshot.mutedUntilDeploy(project).map(({ number }) => number));
    await save(
      store(),
      ...incidents.map((incident, index) => put.incident({ ...incident, number: index + 1 })),
    );

    expect(await muted('shop')).toEqual([2, 7]);
    expect(await muted('none')).toEqual([]);

    await save(store(), put.incident({ number: 2, labels }));
    expect(await muted('shop')).toEqual([7]);
  });
}
