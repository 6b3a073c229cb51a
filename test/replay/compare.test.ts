import { describe, expect, it } from 'vitest';
import type { Policy, Route } from '../../src/domain/policy.ts';
import type { FurtherWay, Recording } from '../../src/domain/recording.ts';
import type { Silence } from '../../src/domain/silence.ts';
import { hours, minutes, plus } from '../../src/domain/time.ts';
import { parseMatchers } from '../../src/engine/matchers.ts';
import { type AlertSpec, aPolicy, aRoute, below } from '../support/builders.ts';
import { aConfiguredWorld } from '../support/decide-world.ts';
import { aSilence } from '../support/state.ts';
import { arrival, difference, firing, inOrder, MONDAY, NOTHING, over, sidesOf } from './fixture.ts';
import { recordingsOf, settingOf } from './recorded.ts';

const DISK: AlertSpec = { labels: { alertname: 'DiskFull', instance: 'db-1' } };
const HOST: AlertSpec = {
  labels: { alertname: 'HostDown', instance: 'db-1' },
  severity: 'critical',
};
const root = aRoute();
const match = (text: string) => below(root, text).match;

/** The plain policy with one thing that keeps people from hearing of the disk. */
const KEPT_BACK: readonly (readonly [string, Policy, string, string | null])[] = [
  [
    'a rule ignores it',
    aPolicy(
      {},
      {
        rules: [
          {
            place: 'quell.yml line 3',
            match: match('alertname="DiskFull"'),
            action: { type: 'ignore' },
          },
        ],
      },
    ),
    'ignored',
    'quell.yml line 3',
  ],
  [
    'another alert inhibits it',
    aPolicy(
      {},
      {
        inhibit: [
          {
            place: 'quell.yml line 5',
            source: match('alertname="HostDown"'),
            target: match('alertname="DiskFull"'),
            equal: ['instance'],
          },
        ],
      },
    ),
    'inhibited',
    'quell.yml line 5',
  ],
  [
    'planned work goes on',
    aPolicy(
      {},
      {
        maintenance: [
          {
            name: 'move',
            place: 'quell.yml line 8',
            match: match('alertname="DiskFull"'),
            window: { type: 'once', startsAt: MONDAY, endsAt: plus(MONDAY, hours(3)) },
          },
        ],
      },
    ),
    'maintenance',
    'move',
  ],
  [
    'more must happen first',
    aPolicy({ notifyWhen: { of: 'occurrences', count: 2, within: null, errors: [] } }),
    'below-threshold',
    null,
  ],
  ['it was over before its group had waited', aPolicy({ groupWait: minutes(9) }), 'waiting', null],
];

describe('what people would have missed', () => {
  it.each(KEPT_BACK)('is named with its reason when %s', (_, policy, reason, by) => {
    const recordings = inOrder(firing(1, 30, HOST), firing(3, 5, DISK));

    const { missed, added } = difference(recordings, aPolicy(), policy);

    const disk = missed.filter(({ incident }) => incident.title.startsWith('DiskFull'));
    expect(disk).toMatchObject([{ severity: 'warning', firings: 1, of: 1, why: { reason, by } }]);
    expect(added).toEqual([]);
  });

  it.each(KEPT_BACK)('is new the other way round when %s', (_, policy) => {
    const recordings = inOrder(firing(1, 30, HOST), firing(3, 5, DISK));

    const { missed, added } = difference(recordings, policy, aPolicy());

    expect(missed).toEqual([]);
    expect(added.map(({ incident }) => incident.title)).toContain('DiskFull on db-1');
  });

  it('is nothing that a storm withheld, since it is named in the thread', () => {
    const recordings = inOrder(
      ...[1, 2, 3].map((n) => firing(n / 10, 2, { labels: { alertname: `A${n}` } })),
    );
    const stormy = aPolicy({}, { storm: { incidents: 2, within: minutes(30) } });

    const sides = sidesOf(recordings, [aPolicy(), stormy], over(24));

    expect(sides.fresh.posts).toMatchObject([{ cards: 2, storms: 1, stormReplies: 1 }]);
    expect(sides.comparison).toEqual(NOTHING);
  });

  it('is a part of an incident when a rule ignores only some of its alerts', () => {
    const recordings = inOrder(firing(1, 30, DISK), firing(2, 30, other('critical')));
    const rule = {
      place: 'x',
      match: match('instance="db-2"'),
      action: { type: 'ignore' },
    } as const;

    const { missed } = difference(recordings, aPolicy(), aPolicy({}, { rules: [rule] }));

    expect(missed).toMatchObject([{ firings: 1, of: 2, severity: 'critical' }]);
  });

  it('is what people are told of when it was over for more than an hour', () => {
    const recordings = inOrder(firing(1, 5, DISK), firing(200, 5, DISK));
    const twice = { of: 'occurrences', count: 2, within: null, errors: [] } as const;

    const { missed } = difference(recordings, aPolicy(), aPolicy({ notifyWhen: twice }));

    expect(missed).toMatchObject([{ firings: 1, of: 2, why: { reason: 'too-late' } }]);
  });

  it('is neither what goes to another channel nor what is grouped in another way', () => {
    const recordings = inOrder(firing(1, 30, DISK), firing(2, 30, other('warning')));
    const policy = aPolicy({ channel: '#db', groupBy: 'all' });

    expect(difference(recordings, aPolicy(), policy)).toEqual(NOTHING);
  });

  it('is nothing that a silence of that time kept back on both sides', () => {
    const recordings = firing(10, 30, DISK);
    const silence = silenceOf('instance="db-1"');
    const setting = { ...over(24), silences: [silence] };

    const sides = sidesOf(recordings, [aPolicy(), aPolicy({ groupWait: minutes(1) })], setting);

    expect([sides.old, sides.fresh].map(({ posts }) => posts)).toEqual([[], []]);
    expect(sides.comparison.missed).toEqual([]);
  });

  it('puts the worst first, then the earliest', () => {
    const recordings = inOrder(firing(1, 5, DISK), firing(900, 5, HOST), firing(600, 5, HOST));
    const none = aPolicy({ groupWait: hours(1), reopenWithin: minutes(0) });

    const { missed } = difference(recordings, aPolicy({ reopenWithin: minutes(0) }), none);

    expect(missed.map(({ severity, at }) => [severity, (at - MONDAY) / 60_000])).toEqual([
      ['critical', 600],
      ['critical', 900],
      ['warning', 1],
    ]);
  });
});

describe('what people would have heard later', () => {
  it.each<readonly [string, Partial<Route>, readonly number[]]>([
    ['nothing within a minute', { groupWait: minutes(1) }, []],
    ['what waits for longer', { groupWait: minutes(5) }, [5]],
    [
      'what fires for the second time',
      { notifyWhen: { of: 'occurrences', count: 2, within: null, errors: [] } },
      [20],
    ],
  ])('is %s', (_, route, delays) => {
    const recordings = inOrder(firing(1, 12, DISK), firing(21, 12, DISK));

    const { missed, delayed } = difference(recordings, aPolicy(), aPolicy(route));

    expect(delayed.map(({ by }) => by / 60_000)).toEqual(delays);
    expect(missed).toEqual([]);
  });
});

describe('the replay', () => {
  it('leaves out re-sends of what began before all recordings, and says how many', () => {
    const resent = arrival(3, DISK, { alert: null, reason: 'duplicate', count: 4 });

    const { old } = sidesOf([resent], [aPolicy(), aPolicy()], over(1));

    expect(old).toMatchObject({ alerts: 4, unknown: 4, opened: 0 });
  });

  it('counts only what is within its time, though it knows what came before', () => {
    const [fires, ends] = firing(30, 200, DISK);
    const setting = {
      ...over(24),
      span: { from: plus(MONDAY, hours(1)), to: plus(MONDAY, hours(24)) },
    };

    const { old } = sidesOf([fires!, ends!], [aPolicy(), aPolicy()], setting);

    expect(old).toMatchObject({ alerts: 1, opened: 0 });
    expect(old.posts).toMatchObject([{ cards: 0, entries: 1 }]);
  });

  it('moves the end of what is sent again', () => {
    const ends = (minute: number) => plus(MONDAY, minutes(minute));
    const first = arrival(0, { ...DISK, endsAt: ends(5) });
    const again = arrival(4, DISK, { alert: null, endsAt: ends(50), reason: 'duplicate' });

    const { old } = sidesOf([first, again], [aPolicy(), aPolicy()], over(24));

    const [[period] = []] = [...old.periods.values()];
    expect(period?.to).toBe(ends(50));
  });

  it('counts every event that was folded towards the threshold', () => {
    const event: AlertSpec = { ...DISK, event: { user: 'u1' } };
    const first = arrival(0, event);
    const more = arrival(1, event, { alert: null, count: 9, last: plus(MONDAY, minutes(2)) });
    const ten = aPolicy({
      notifyWhen: { of: 'occurrences', count: 10, within: minutes(5), errors: [] },
    });
    const eleven = aPolicy({
      notifyWhen: { of: 'occurrences', count: 11, within: minutes(5), errors: [] },
    });

    const { old, fresh } = sidesOf([first, more], [ten, eleven], over(1));

    expect([old, fresh].map(({ posts }) => posts.length)).toEqual([1, 0]);
  });
});

function other(severity: 'critical' | 'warning'): AlertSpec {
  return { labels: { alertname: 'DiskFull', instance: 'db-2' }, severity };
}

function silenceOf(text: string): Silence {
  const matchers = parseMatchers(text);
  if ('fault' in matchers) throw new Error(matchers.fault);
  return aSilence({ id: 's1', matchers, startsAt: MONDAY, endsAt: plus(MONDAY, hours(24)) });
}

describe('an alert on two routes', () => {
  const first = below(root, 'alertname="DiskFull"', { goesOn: true, channel: '#a' });
  const second = below(root, 'instance="db-1"', { channel: '#b' });
  const told = aPolicy({ ...root, routes: [first, second] });
  const ignored = KEPT_BACK[0]![1];
  const on = (route: string): FurtherWay => ({
    route,
    reason: 'opened',
    incident: 'other',
    untold: null,
  });

  it.each<[string, Partial<Recording>, readonly string[], readonly string[]]>([
    ['on each way', { further: [on(second.path)] }, ['real'], ['other']],
    [
      'that the first way had when it was a further one',
      { further: [on(first.path)] },
      ['other'],
      [],
    ],
    ['of no way that it did not take then', {}, ['real'], []],
  ])('has the number of the real incident %s', (_, more, ofFirst, ofSecond) => {
    const recorded = arrival(10, DISK, { incident: 'real', ...more });

    const { missed } = difference([recorded], told, ignored);

    expect(missed.map(({ incident, recordedAs }) => [incident.channel, [...recordedAs]])).toEqual([
      ['#a', ofFirst],
      ['#b', ofSecond],
    ]);
  });

  it('has the numbers of all its incidents as a bot recorded them', async () => {
    const world = await aConfiguredWorld(told);
    await world.fire(DISK);
    const real = (await world.incidents()).map(({ channel, id }) => [channel, [id]]);

    const setting = await settingOf(world);
    const { missed } = difference(await recordingsOf(world), told, ignored, setting);

    expect(missed.map(({ incident, recordedAs }) => [incident.channel, [...recordedAs]])).toEqual(
      real,
    );
  });
});
