import { describe, expect, it } from 'vitest';
import { type Duration, duration, minutes } from '../../src/domain/time.ts';
import type { Kind } from '../../src/report/kinds.ts';
import { matchersFor } from '../../src/report/matching.ts';
import { servicesOf } from '../../src/report/services.ts';
import { groupBy } from '../../src/report/suggestions/group-by.ts';
import type { Facts, Generator } from '../../src/report/suggestions/idea.ts';
import { ignore } from '../../src/report/suggestions/ignore.ts';
import { occurrences, users } from '../../src/report/suggestions/threshold.ts';
import { wait } from '../../src/report/suggestions/wait.ts';
import { aRoute } from '../support/builders.ts';

const lasting = (...lengths: readonly number[]): readonly Duration[] => lengths.map(minutes);

/** Four cards that ended by themselves, unless a test says something else. */
function aKind(change: Partial<Kind> = {}): Kind {
  const lengths = change.lengths ?? lasting(3, 4, 5, 6);
  return {
    title: 'HighCPU',
    route: '',
    severity: 'warning',
    cards: lengths.length,
    acknowledged: 0,
    needed: 0,
    mutes: 0,
    longest: lengths.at(-1) ?? null,
    labels: { alertname: 'HighCPU', service: 'batch' },
    varying: [],
    ...change,
    lengths,
  };
}

function facts(kind: Partial<Kind>, more: Partial<Facts> = {}): Facts {
  return { kind: aKind(kind), route: aRoute(), hasEvents: false, hasUsers: false, ...more };
}

type Row = readonly [title: string, given: Facts, proposal: string | null, finding?: string];

function table(generate: Generator, rows: readonly Row[]): void {
  const full = rows.map(
    ([title, given, proposal, finding]) => [title, given, proposal, finding ?? null] as const,
  );
  it.each(full)('%s', (_, given, proposal, finding) => {
    const idea = generate(given);

    expect(idea?.proposal ?? null).toBe(proposal);
    if (finding !== null) expect(idea?.finding).toBe(finding);
  });
}

describe('waiting', () => {
  table(wait, [
    [
      'spares what is over soon by itself',
      facts({}),
      'Wait until it lasts 10 min',
      '4 cards, never acknowledged, all resolved within 6 min',
    ],
    [
      'leaves room above the longest',
      facts({ lengths: lasting(5, 5, 5) }),
      'Wait until it lasts 10 min',
    ],
    [
      'may let a few through',
      facts({ lengths: lasting(2, 3, 4, 4, 300), cards: 6, acknowledged: 1, needed: 1 }),
      'Wait until it lasts 5 min',
      '6 cards, 1 acknowledged, 4 resolved within 4 min',
    ],
    ['spares too few of them', facts({ lengths: lasting(2, 3, 4, 300, 300) }), null],
    ['would take too long', facts({ lengths: lasting(31, 32, 33) }), null],
    ['is not worth it for two cards', facts({ lengths: lasting(1, 2) }), null],
    [
      'is short for what is critical',
      facts({ severity: 'critical', lengths: lasting(1, 1, 1) }),
      'Wait until it lasts 2 min',
    ],
    ['is never long for what is critical', facts({ severity: 'critical' }), null],
    ['is done already', facts({}, { route: aRoute({ groupWait: minutes(10) }) }), null],
  ]);

  it('makes all such incidents come later by what is added', () => {
    const route = aRoute({ groupWait: minutes(1) });

    expect(wait(facts({}, { route }))).toMatchObject({
      later: duration(minutes(10) - minutes(1)),
      addition: { settings: { groupWait: minutes(10) }, line: 'group_wait: 10m' },
    });
  });
});

describe('a threshold of occurrences', () => {
  const most = 'Raise notify_when to 5 in 10 min';
  table(occurrences, [
    ['is for single events', facts({ lengths: [], cards: 4 }, { hasEvents: true }), most],
    ['is for blips', facts({}), most, '4 cards, never acknowledged'],
    ['is not for what lasts', facts({ lengths: lasting(3, 4, 50) }), null],
    ['is not for what does not end by itself', facts({ cards: 9 }), null],
    ['is never for what is critical', facts({ severity: 'critical' }, { hasEvents: true }), null],
    [
      'stays where people chose one',
      facts(
        {},
        { route: aRoute({ notifyWhen: { of: 'users', count: 2, within: null, errors: [] } }) },
      ),
      null,
    ],
  ]);
});

describe('a threshold of users', () => {
  table(users, [
    [
      'is for errors that tell of users',
      facts({}, { hasUsers: true }),
      'Raise notify_when to 5 users in 1 h',
    ],
    ['is not for what knows no users', facts({}, { hasEvents: true }), null],
    ['is never for what is critical', facts({ severity: 'critical' }, { hasUsers: true }), null],
  ]);
});

describe('grouping', () => {
  const both = aRoute({ groupBy: ['alertname', 'service', 'host'] });
  table(groupBy, [
    [
      'is for incidents that differ in one label',
      facts({ varying: ['host'] }, { route: both }),
      'Group by alertname and service',
      '4 cards that differ in host',
    ],
    [
      'begins with what is usual where each alert is an incident',
      facts({ varying: ['host', 'pod'] }, { route: aRoute({ groupBy: 'all' }) }),
      'Group by alertname and service',
    ],
    ['is done where nothing differs', facts({}, { route: both }), null],
    ['needs something in common', facts({ varying: ['host'], labels: {} }, { route: both }), null],
    [
      'needs names that the file can have',
      facts(
        { varying: ['x'], labels: { 'a.b': '1' } },
        { route: aRoute({ groupBy: ['a.b', 'x'] }) },
      ),
      null,
    ],
  ]);
});

describe('ignoring', () => {
  table(ignore, [
    [
      'is for what people mute again and again',
      facts({ mutes: 3 }),
      'Ignore it',
      '4 cards, never acknowledged, muted 3 times',
    ],
    ['is not for what was muted now and then', facts({ mutes: 3, cards: 9 }), null],
    ['is not for what somebody looked after', facts({ mutes: 9, needed: 1 }), null],
    ['is never for what is critical', facts({ mutes: 9, severity: 'critical' }), null],
  ]);
});

describe('matchers for a kind', () => {
  const texts = (kind: Kind, ...others: readonly Kind[]) =>
    matchersFor(kind, [kind, ...others])?.map(({ name, value }) => `${name}=${value}`) ?? null;
  const other = (labels: Kind['labels']) => aKind({ title: 'Other', labels });

  it.each<readonly [string, Kind, readonly Kind[], readonly string[] | null]>([
    ['say what tells most', aKind(), [], ['alertname=HighCPU', 'service=batch']],
    [
      'are three at most',
      aKind({ labels: { a: '1', alertname: 'X', b: '2', c: '3' } }),
      [],
      ['alertname=X', 'a=1', 'b=2'],
    ],
    [
      'do not concern other kinds',
      aKind(),
      [other({ alertname: 'DiskFull' })],
      ['alertname=HighCPU', 'service=batch'],
    ],
    [
      'are none where another kind would be hit',
      aKind({ labels: { alertname: 'X', service: 'batch' } }),
      [other({ alertname: 'X', service: 'batch', host: 'b1' })],
      null,
    ],
    ['are none that say only where it is', aKind({ labels: { service: 'batch' } }), [], null],
    [
      'may say what it is in any label',
      aKind({ labels: { check: 'HighCPU' } }),
      [],
      ['check=HighCPU'],
    ],
    ['are none where nothing is in common', aKind({ labels: {} }), [], null],
    [
      'are none for a text that no line holds',
      aKind({ labels: { alertname: 'x'.repeat(300) } }),
      [],
      null,
    ],
    ['are none for control characters', aKind({ labels: { alertname: 'x\u0007y' } }), [], null],
  ])('%s', (_, kind, others, expected) => {
    expect(texts(kind, ...others)).toEqual(expected);
  });
});

describe('services', () => {
  it('are several kinds of one service on one route', () => {
    const kinds = [
      aKind(),
      aKind({
        title: 'Slow',
        severity: 'critical',
        labels: { alertname: 'Slow', service: 'batch' },
      }),
      aKind({ title: 'Full', labels: { alertname: 'Full', service: 'db' } }),
      aKind({ title: 'Late', route: '{x}' }),
    ];

    expect(servicesOf(kinds)).toMatchObject([
      {
        title: 'All of batch',
        severity: 'critical',
        cards: 8,
        labels: { service: 'batch' },
        varying: ['alertname'],
      },
    ]);
  });
});
