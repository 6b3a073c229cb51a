import { expect, it } from 'vitest';
import type { Incident } from '../../../src/domain/incident.ts';
import type { IncidentQuery, Store } from '../../../src/store/store.ts';
import { look, put, save } from '../../support/saving.ts';
import { aDelivery, aMute, anAlertRow, anIncident, at, key } from '../../support/state.ts';

/** An incident that is over, and Slack knows. */
const over = { status: 'resolved', firingCount: 0, audibleCount: 0 } as const;

/** How single incidents are found, whether they are open or long over. */
export function describeIncidents(store: () => Store): void {
  it.each<[string, Partial<Incident>]>([
    ['open', {}],
    ['over and told', over],
    ['over and never told', { ...over, cardRevision: 0, entryCount: 0 }],
  ])('finds an incident that is %s by id, number and group', async (_, some) => {
    const incident = anIncident(some);
    await save(store(), put.incident(some), put.delivery());

    expect(await store().incident('incident-1')).toEqual(incident);
    expect(await store().incidentNumbered(1)).toEqual(incident);
    expect(await store().delivery('incident-1')).toEqual(aDelivery());
    expect(await look(store(), (snapshot) => snapshot.incident('incident-1'))).toEqual(incident);
    expect(await look(store(), (snapshot) => snapshot.incidentNumbered(1))).toEqual(incident);
    expect(await look(store(), (snapshot) => snapshot.latestOf('group-1'))).toEqual(incident);
    expect(await look(store(), (snapshot) => snapshot.delivery('incident-1'))).toEqual(aDelivery());
  });

  it('finds nothing where there is nothing', async () => {
    expect(await store().incident('none')).toBeUndefined();
    expect(await store().incidentNumbered(7)).toBeUndefined();
    expect(await store().incidentAt('C1', '1.2')).toBeUndefined();
    expect(await store().delivery('none')).toBeUndefined();
    expect(await store().silence('none')).toBeUndefined();
    expect(await store().entry('none', 1)).toBeUndefined();
    expect(await look(store(), (snapshot) => snapshot.alert(key('none')))).toBeUndefined();
    expect(await look(store(), (snapshot) => snapshot.latestOf('none'))).toBeUndefined();
    expect(await look(store(), (snapshot) => snapshot.firingOf('none'))).toEqual([]);
  });

  it('finds the open incident of a group before newer ones', async () => {
    await save(store(), put.incident({ groupKey: 'g', number: 1 }));
    await save(store(), put.incident({ ...over, groupKey: 'g', number: 2 }));

    expect((await look(store(), (snapshot) => snapshot.latestOf('g')))?.number).toBe(1);
  });

  it('finds the incident of a group that was opened last when all are over', async () => {
    await save(store(), put.incident({ ...over, groupKey: 'g', number: 1 }), put.delivery());
    await save(store(), put.incident({ ...over, groupKey: 'g', number: 2, cardRevision: 0 }));
    await save(store(), put.incident({ ...over, groupKey: 'g', number: 1, title: 'again' }));

    expect((await look(store(), (snapshot) => snapshot.latestOf('g')))?.number).toBe(2);
  });

  it('brings an incident that was over and told back with its alerts', async () => {
    const ended = { status: 'resolved', endsAt: at(9) } as const;
    await save(store(), put.incident(), put.delivery(), put.alert(), put.alert({ key: key('b') }));
    await save(
      store(),
      put.alert(ended),
      put.alert({ ...ended, key: key('b') }),
      put.incident(over),
    );
    expect(await look(store(), (snapshot) => snapshot.alert(key('disk-full')))).toEqual(
      anAlertRow(ended),
    );

    await save(store(), put.incident({ cardRevision: 2 }), put.alert({ periods: 2 }));

    const firing = await look(store(), (snapshot) => snapshot.firingOf('incident-1'));
    expect(firing).toEqual([anAlertRow({ periods: 2 })]);
    expect(await store().alertsOf('incident-1', 9)).toEqual([
      anAlertRow({ periods: 2 }),
      anAlertRow({ ...ended, key: key('b') }),
    ]);
    expect((await look(store(), (snapshot) => snapshot.delivery('incident-1')))?.cursor).toBe(1);
  });

  it('knows the alerts that still fire of an incident that a person resolved', async () => {
    await save(store(), put.incident(), put.delivery(), put.alert());
    await save(store(), put.incident({ ...over, firingCount: 1 }));

    expect(await store().firing()).toEqual([anAlertRow()]);
    expect(await look(store(), (snapshot) => snapshot.firingOf('incident-1'))).toHaveLength(1);
  });

  it('keeps how far other workspaces were when they were left', async () => {
    const moved = { team: 'T2', elsewhere: [aDelivery({ card: { ts: '9.9', revision: 1 } })] };
    await save(store(), put.incident(), put.delivery(moved));

    expect(await store().delivery('incident-1')).toEqual(aDelivery(moved));
  });

  it('finds an incident by where its card stands', async () => {
    await save(store(), put.incident(), put.delivery(), put.incident({ number: 2 }));

    expect((await store().incidentAt('C1', '1767603600.000100'))?.number).toBe(1);
    expect(await store().incidentAt('C2', '1767603600.000100')).toBeUndefined();

    await save(store(), put.delivery({ card: { ts: '9.9', revision: 1 } }));
    expect(await store().incidentAt('C1', '1767603600.000100')).toBeUndefined();
    expect((await store().incidentAt('C1', '9.9'))?.number).toBe(1);
  });

  it('counts incidents by status and alerts that fire', async () => {
    await save(store(), put.incident(), put.incident({ number: 2, status: 'acknowledged' }));
    await save(store(), put.incident({ number: 3, ...over }), put.alert());
    await save(store(), put.incident({ number: 1, status: 'acknowledged' }));
    await save(store(), put.incident({ number: 2, ...over, withheld: 'silenced' }));
    await save(store(), put.delivery());

    expect(await store().counts()).toEqual({
      triggered: 0,
      acknowledged: 1,
      resolved: 2,
      withheld: 0,
      firingAlerts: 1,
      pending: 2,
    });
  });

  it('counts open incidents that are withheld', async () => {
    const withheld = async () => (await store().counts()).withheld;
    await save(
      store(),
      ...[1, 2, 3].map((number) => put.incident({ number, withheld: 'silenced' })),
    );
    expect(await withheld()).toBe(3);

    await save(store(), put.incident({ number: 1, withheld: 'storm' }));
    await save(store(), put.incident({ number: 2 }));
    await save(store(), put.incident({ number: 3, ...over, withheld: 'silenced' }));
    expect(await withheld()).toBe(1);
  });

  const person = { id: 'U1', name: 'ann' };
  const muted = (until: number | null): Partial<Incident> => ({
    mute: aMute({ until: until === null ? null : at(until) }),
  });
  const inStorm = { withheld: 'storm', withheldBy: 'storm-1' } as const;
  it.each<[string, Partial<IncidentQuery>, readonly Partial<Incident>[], readonly number[]]>([
    ['all', {}, [{}, { status: 'acknowledged' }, over], [3, 2, 1]],
    ['open ones', { status: 'open' }, [{}, { status: 'acknowledged' }, over], [2, 1]],
    ['withheld ones as open', { status: 'open' }, [{ withheld: 'silenced' }], [1]],
    [
      'no withheld ones, except those of a storm, where they are to be hidden',
      { status: 'open', hideWithheld: true },
      [{}, { withheld: 'silenced' }, { withheld: 'below-threshold' }, inStorm, over],
      [4, 1],
    ],
    [
      'no withheld ones that are over where they are to be hidden',
      { hideWithheld: true },
      [over, { ...over, withheld: 'inhibited' }],
      [1],
    ],
    [
      'those of a storm',
      { storm: 'storm-1' },
      [inStorm, { ...inStorm, withheldBy: 'storm-2' }, { ...inStorm, withheld: 'silenced' }, {}],
      [1],
    ],
    [
      'those heard of since a time',
      { since: at(5) },
      [4, 5, 6].map((seconds) => ({ lastSeenAt: at(seconds) })),
      [3, 2],
    ],
    [
      'those opened within a time',
      { openedSince: at(5), openedBefore: at(7) },
      [4, 5, 6, 7].map((seconds) => ({ openedAt: at(seconds) })),
      [3, 2],
    ],
    ['triggered ones', { status: 'triggered' }, [{}, { status: 'acknowledged' }], [1]],
    ['acknowledged ones', { status: 'acknowledged' }, [{}, { status: 'acknowledged' }], [2]],
    ['resolved ones', { status: 'resolved' }, [{}, over], [2]],
    ['those muted now', { status: 'muted' }, [{}, muted(60), muted(0), muted(null)], [4, 2]],
    ['no resolved one as muted', { status: 'muted' }, [{ ...over, ...muted(60) }], []],
    ['those of a severity', { severity: 'critical' }, [{ severity: 'critical' }, {}], [1]],
    ['those of a person', { assignee: 'U1' }, [{ assignee: person }, {}], [1]],
    [
      'those with a text in the title',
      { text: 'DISK' },
      [{}, { title: 'x', labels: {}, description: '' }],
      [1],
    ],
    ['those with a text in the description', { text: 'is FULL' }, [{}, { description: '' }], [1]],
    ['those with a text in a label', { text: 'Db-7' }, [{ labels: { host: 'DB-7' } }, {}], [1]],
    ['those with a text beyond ASCII', { text: 'ÄRGER' }, [{ title: 'ärger' }, {}], [1]],
    [
      'a text with signs of SQL as it is',
      { text: "%_'" },
      [{ title: "50%_'" }, { title: '50' }],
      [1],
    ],
    ['those below a number', { below: 2 }, [{}, {}], [1]],
    ['what fits every wish', { status: 'open', text: 'disk', below: 3 }, [over, {}, {}], [2]],
    ['no more than the limit', { limit: 1 }, [{}, {}], [2]],
  ])('lists %s, the newest first', async (_, query, incidents, expected) => {
    await save(
      store(),
      ...incidents.map((incident, index) => put.incident({ ...incident, number: index + 1 })),
    );

    const found = await store().incidents({ limit: 10, now: at(0), ...query });

    expect(found.map(({ number }) => number)).toEqual(expected);
    expect(found.every(({ id, number }) => id === `incident-${number}`)).toBe(true);
  });

  it('pages through a list without a gap or a repetition', async () => {
    const all = Array.from({ length: 7 }, (_, index) => index + 1);
    await save(store(), ...all.map((number) => put.incident({ number })));

    const seen: number[] = [];
    for (let below = 8; below > 1; below = seen.at(-1)!) {
      const page = await store().incidents({ limit: 3, now: at(0), below });
      seen.push(...page.map(({ number }) => number));
    }

    expect(seen).toEqual(all.reverse());
  });
}
