import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/decision.ts';
import type { FurtherWay, Recording } from '../../../src/domain/recording.ts';
import type { AuditQuery, RecordingQuery, Store } from '../../../src/store/store.ts';
import { put, save } from '../../support/saving.ts';
import { aContent, aRecording, at, key } from '../../support/state.ts';

/** What arrived: pages of it, what is folded, and what an audit finds. */
export function describeRecordings(store: () => Store): void {
  describe('are read', () => describePages(store));
  describe('fold re-sends', () => describeFolds(store));
  describe('are audited', () => describeAudit(store));
}

/** An alert at each of these seconds, with the second as its key. */
const arrivals = (...seconds: readonly number[]): readonly Change[] =>
  seconds.map((second) => put.recorded({ key: key(`${second}`), at: at(second) }));

function describePages(store: () => Store): void {
  const keys = async (query: Partial<RecordingQuery> = {}) =>
    (await store().recordings({ since: at(-1e6), limit: 99, ...query })).recordings.map(
      (recording) => recording.key,
    );

  it('as they came', async () => {
    const recording = aRecording({
      key: key('half \ud800'),
      alert: {
        status: 'resolved',
        content: aContent({ description: 'NUL \0', url: 'https://example.org' }),
        dedupKey: 'd',
        endsAt: at(9),
        event: { user: null },
      },
      endsAt: at(9),
      reason: 'ignored',
      incident: null,
      untold: 'silenced',
      ignoredBy: 'quell.yml line 3',
      further: [further()],
    });
    await save(store(), put.recorded(recording), put.recorded());

    expect(await store().recordings({ since: at(0), limit: 9 })).toEqual({
      recordings: [recording, aRecording()],
      cursor: null,
    });
  });

  it.each<[string, Partial<RecordingQuery>, readonly string[]]>([
    ['all', {}, ['1', '70', '200']],
    ['from a time on', { since: at(70) }, ['70', '200']],
    ['before a time', { before: at(200) }, ['1', '70']],
    ['none where there are none', { since: at(201) }, []],
    ['up to a limit', { limit: 2 }, ['1', '70']],
  ])('%s', async (_, query, expected) => {
    await save(store(), ...arrivals(1, 70, 200));

    expect(await keys(query)).toEqual(expected);
  });

  it('of one stretch out of many hours', async () => {
    const hours = Array.from({ length: 50 }, (_, hour) => hour * 3_600);
    for (const second of hours) {
      await save(store(), ...arrivals(second), put.resent({ at: at(second + 61) }));
    }

    expect(await keys({ since: at(7_200), before: at(10_000) })).toEqual(['7200', 'disk-full']);
    expect(await keys({ since: at(7_261), before: at(7_262) })).toEqual(['disk-full']);
    expect(await keys({ since: at(49 * 3_600) })).toEqual(['176400', 'disk-full']);
    expect(await keys({ before: at(1) })).toEqual(['0']);
  });

  it('page by page without a gap or a repetition', async () => {
    await save(store(), ...arrivals(1, 2, 3), put.resent({ at: at(3) }), ...arrivals(4, 5, 6));

    const seen: string[] = [];
    let cursor: number | null = 0;
    while (cursor !== null) {
      const page = await store().recordings({
        since: at(2),
        before: at(6),
        after: cursor,
        limit: 2,
      });
      expect(page.recordings.length).toBeLessThanOrEqual(2);
      seen.push(...page.recordings.map((recording) => recording.key));
      cursor = page.cursor;
    }

    expect(seen).toEqual(['2', '3', 'disk-full', '4', '5']);
  });
}

const further = (more: Partial<FurtherWay> = {}): FurtherWay => ({
  route: 'team="db"',
  reason: 'duplicate',
  incident: 'incident-2',
  untold: null,
  ...more,
});

function describeFolds(store: () => Store): void {
  const figures = async () =>
    (await store().recordings({ since: at(-1e6), limit: 99 })).recordings.map(
      ({ at: first, count, last }) =>
        [first, count, last].map((each) => (each > 1e6 ? (each - at(0)) / 1e3 : each)),
    );

  it('of one minute, with the newest end', async () => {
    await save(store(), put.recorded(), put.resent({ at: at(10), endsAt: at(300) }));
    await save(store(), put.resent({ at: at(20), endsAt: at(310) }));
    await save(store(), put.resent({ at: at(30), endsAt: at(320) }));

    const { recordings } = await store().recordings({ since: at(1), limit: 9 });
    expect(recordings).toEqual([
      aRecording({
        alert: null,
        reason: 'duplicate',
        at: at(10),
        last: at(30),
        endsAt: at(320),
        count: 3,
      }),
    ]);
  });

  it.each<[string, Partial<Recording>, number]>([
    ['with the same words', {}, 1],
    ['of another key', { key: key('other') }, 2],
    ['with another reason', { reason: 'dismissed' }, 2],
    ['of another incident', { incident: 'incident-2' }, 2],
    ['that is untold', { untold: 'muted' }, 2],
    ['that a rule ignores', { ignoredBy: 'quell.yml line 3' }, 2],
    ['of more routes', { further: [further()] }, 2],
    ['of the next minute', { at: at(60) }, 2],
    ['with an alert', { alert: aRecording().alert }, 2],
  ])('one by one: one %s', async (_, second, rows) => {
    await save(store(), put.resent({ at: at(1) }));
    await save(store(), put.resent({ at: at(2), ...second }));

    expect(await figures()).toHaveLength(rows);
  });

  it.each<[string, FurtherWay, number]>([
    ['with the same on its further route', further(), 1],
    ['that is untold there', further({ untold: 'muted' }), 2],
    ['of another incident there', further({ incident: 'incident-3' }), 2],
    ['with another reason there', further({ reason: 'dismissed' }), 2],
    ['of another route', further({ route: 'team="web"' }), 2],
  ])('of two routes: one %s', async (_, second, rows) => {
    await save(store(), put.resent({ at: at(1), further: [further()] }));
    await save(store(), put.resent({ at: at(2), further: [second] }));

    expect(await figures()).toHaveLength(rows);
  });

  it('only in a row', async () => {
    await save(store(), put.resent({ at: at(1) }), put.resent({ at: at(2) }));
    await save(store(), put.recorded({ at: at(3), reason: 'ended' }));
    await save(store(), put.resent({ at: at(4) }), put.recorded({ at: at(5), key: key('other') }));
    await save(store(), put.resent({ at: at(6) }));

    expect(await figures()).toEqual([
      [1, 2, 2],
      [3, 1, 3],
      [4, 2, 6],
      [5, 1, 5],
    ]);
  });

  it('of many minutes, each by itself', async () => {
    for (let second = 0; second < 180; second += 20) {
      await save(
        store(),
        put.resent({ at: at(second) }),
        put.resent({ key: key('b'), at: at(second) }),
      );
    }

    expect(await figures()).toEqual(
      [0, 60, 120].flatMap((minute) => [
        [minute, 3, minute + 40],
        [minute, 3, minute + 40],
      ]),
    );
  });

  it('of the same minute no more when another came in between', async () => {
    await save(store(), put.resent({ at: at(61) }));
    await save(store(), put.resent({ at: at(59), key: key('late') }));
    await save(store(), put.resent({ at: at(62) }));

    expect(await figures()).toHaveLength(3);
  });
}

function describeAudit(store: () => Store): void {
  const reading = (description: string, labels = {}, title = 'DiskFull') => ({
    status: 'firing' as const,
    content: aContent({ title, description, labels }),
  });
  const ARRIVED: readonly Change[] = [
    put.recorded({ key: key('a'), at: at(0), alert: reading('Web is slow') }),
    put.recorded({
      key: key('b'),
      at: at(10),
      alert: reading('', { host: 'DB-7' }),
      untold: 'silenced',
    }),
    put.resent({ key: key('a'), at: at(70) }),
    put.resent({ key: key('a'), at: at(80) }),
    put.recorded({
      key: key('c'),
      at: at(90),
      alert: reading('ÄRGER'),
      ignoredBy: 'quell.yml line 3',
    }),
    put.recorded({ key: key('d'), at: at(130), reason: 'not-firing', incident: '"2"' }),
    put.recorded({ key: key('e'), at: at(-70), alert: reading('50\\"%_5 \u212aELVIN', {}, 'x') }),
  ];

  it.each<[string, Partial<AuditQuery>, readonly string[]]>([
    ['all, the newest first', {}, ['e', 'd', 'c', 'a', 'b', 'a']],
    ['up to a limit', { limit: 2 }, ['e', 'd']],
    ['from a time on, by the last that was folded', { from: at(75) }, ['d', 'c', 'a']],
    ['before a time, by the first that was folded', { to: at(75) }, ['e', 'a', 'b', 'a']],
    ['a text in any title', { text: 'diskfull' }, ['d', 'c', 'a', 'b', 'a']],
    ['a text in a description, with what was sent again', { text: 'WEB IS' }, ['a', 'a']],
    ['what was sent again although its alert came before', { text: 'web is', from: at(60) }, ['a']],
    ['a text in a label', { text: 'db-7' }, ['b']],
    ['a text beyond ASCII', { text: 'ärger' }, ['c']],
    ['a text with signs of JSON and of SQL', { text: '\\"%_' }, ['e']],
    ['a letter whose small form is another alphabet’s', { text: '5 kelvin' }, ['e']],
    ['no names of labels', { text: 'alertname' }, []],
    ['what was unheard', { unheard: true }, ['d', 'c', 'b']],
    ['what arrived for an incident', { incident: '"2"' }, ['d']],
    ['what became something', { reasons: ['not-firing', 'ended'] }, ['d']],
    ['the newest of what fits', { text: 'diskfull', unheard: true, limit: 1, to: at(100) }, ['c']],
  ])('%s', async (_, query, expected) => {
    for (const change of ARRIVED) await save(store(), change);

    const found = await store().audit({ limit: 99, ...query });

    expect(found.map((recording) => recording.key)).toEqual(expected);
  });

  it.each<[string, Partial<AuditQuery>, readonly (string | null)[]]>([
    ['each by itself, in their order', {}, ['incident-2', 'incident-3', null, 'incident-1']],
    ['the one of an incident', { incident: 'incident-3' }, ['incident-3']],
    ['the one that became something', { reasons: ['joined'] }, ['incident-3']],
    ['the one that was unheard', { unheard: true }, ['incident-3']],
    [
      'none of an incident by what became of another',
      { incident: 'incident-3', reasons: ['opened'] },
      [],
    ],
    ['each where the text fits', { text: 'slow' }, ['incident-2', 'incident-3', null]],
    ['no more than asked for', { limit: 2 }, ['incident-2', 'incident-3']],
  ])('of several routes %s', async (_, query, incidents) => {
    const ways = [
      further({ reason: 'joined', incident: 'incident-3', untold: 'muted' }),
      further({ route: '', reason: 'opened', incident: null }),
    ];
    await save(store(), put.recorded({ incident: 'incident-1' }));
    const alert = reading('Web is slow');
    const first = { key: key('w'), at: at(9), alert, incident: 'incident-2' };
    await save(store(), put.recorded({ ...first, further: ways }));

    const found = await store().audit({ limit: 99, ...query });

    expect(found.map(({ incident }) => incident)).toEqual(incidents);
    expect(found.some((recording) => 'further' in recording)).toBe(false);
  });

  it('among very many', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      put.recorded({ key: key(`k${index}`), at: at(index), alert: reading(`number ${index}.`) }),
    );
    await save(store(), ...many);

    const found = await store().audit({ limit: 3, text: 'number 7.' });

    expect(found.map((recording) => recording.key)).toEqual(['k7']);
  });
}
