import { describe, expect, it } from 'vitest';
import type { Labels } from '../../src/domain/labels.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { minutes, plus } from '../../src/domain/time.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';
import { HttpWorld, json, START } from './http-world.ts';
import { CALENDARS, matchers } from './routed-policy.ts';

interface Shown {
  readonly labels: Labels;
  readonly fingerprint: string;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: { readonly state: string };
}

interface ShownGroup {
  readonly labels: Labels;
  readonly receiver: { readonly name: string };
  readonly alerts: readonly Shown[];
}

async function worldWith(policy: Policy, ...labels: readonly Labels[]): Promise<HttpWorld> {
  const world = new HttpWorld();
  world.policy = policy;
  const alerts = labels.map((each) => ({ labels: each }));
  await world.send({ method: 'POST', url: '/api/v2/alerts', ...json(alerts) });
  return world;
}

async function shown(world: HttpWorld, query = ''): Promise<readonly Shown[]> {
  return (await world.send({ method: 'GET', url: `/api/v2/alerts${query}` })).json();
}

async function groups(world: HttpWorld, query = ''): Promise<readonly ShownGroup[]> {
  return (await world.send({ method: 'GET', url: `/api/v2/alerts/groups${query}` })).json();
}

const named = (alerts: readonly Shown[], name: string) =>
  alerts.find(({ labels }) => labels['alertname'] === name)!;
const names = (alerts: readonly Shown[]) =>
  alerts.map(({ labels }) => labels['alertname'] ?? '').sort();

const inhibit: Policy['inhibit'] = [
  {
    place: 'quell.yml line 9',
    source: matchers('alertname="HostDown"'),
    target: matchers('alertname=~"Slow|HostDown"'),
    equal: ['instance'],
  },
];
const planned = (name: string, from: number, to: number): Policy['maintenance'][number] => ({
  name,
  place: 'quell.yml line 12',
  match: matchers('service="db"'),
  window: { type: 'once', startsAt: plus(START, minutes(from)), endsAt: plus(START, minutes(to)) },
});

// At the world's beginning, a Tuesday, it is 15:02 in Berlin.
const within = { muteDuring: ['office'] };
const outside = { activeDuring: ['freeze'] };

describe('the status of an alert', () => {
  it('names those that inhibit it by their fingerprints', async () => {
    const world = await worldWith(
      aPolicy({}, { inhibit }),
      { alertname: 'HostDown', instance: 'a' },
      { alertname: 'Slow', instance: 'a' },
      { alertname: 'Slow', instance: 'b' },
    );

    const alerts = await shown(world);

    const inhibited = alerts.filter(({ status }) => status.state === 'suppressed');
    expect(inhibited).toMatchObject([
      {
        labels: { alertname: 'Slow', instance: 'a' },
        status: {
          inhibitedBy: [named(alerts, 'HostDown').fingerprint],
          silencedBy: [],
          mutedBy: [],
        },
      },
    ]);
  });

  it('is of this moment, when what inhibited it has ended', async () => {
    const world = await worldWith(
      aPolicy({}, { inhibit }),
      { alertname: 'HostDown', instance: 'a' },
      { alertname: 'Slow', instance: 'a' },
    );
    const over = [{ labels: { alertname: 'HostDown', instance: 'a' }, endsAt: new Date(START) }];

    await world.send({ method: 'POST', url: '/api/v2/alerts', ...json(over) });

    expect(await shown(world)).toMatchObject([{ status: { state: 'active', inhibitedBy: [] } }]);
  });

  it.each<readonly [string, Policy, readonly string[]]>([
    ['nothing', aPolicy(), []],
    [
      'maintenance that takes place',
      aPolicy({}, { maintenance: [planned('move', -1, 1)] }),
      ['move'],
    ],
    ['no maintenance that is over', aPolicy({}, { maintenance: [planned('move', -2, -1)] }), []],
    ['no maintenance to come', aPolicy({}, { maintenance: [planned('move', 1, 2)] }), []],
    [
      'a calendar that its route is mute during',
      aPolicy(within, { calendars: CALENDARS }),
      ['office'],
    ],
    [
      'a calendar that its route is heard during only',
      aPolicy(outside, { calendars: CALENDARS }),
      ['freeze'],
    ],
    [
      'no calendars where one that it is heard during holds',
      aPolicy({ activeDuring: ['freeze', 'office'] }, { calendars: CALENDARS }),
      [],
    ],
    [
      'all that there is, each once',
      aPolicy(
        { ...within, ...outside },
        { calendars: CALENDARS, maintenance: [planned('move', -1, 1), planned('move', -2, 2)] },
      ),
      ['move', 'office', 'freeze'],
    ],
  ])('names as muting it: %s', async (_, policy, mutedBy) => {
    const world = await worldWith(policy, { alertname: 'A', service: 'db' });

    const state = mutedBy.length > 0 ? 'suppressed' : 'active';
    expect(await shown(world)).toMatchObject([{ status: { state, mutedBy } }]);
  });

  it('names maintenance that a person made by its id, like a silence', async () => {
    const world = await worldWith(aPolicy(), { alertname: 'A', service: 'db' });
    const body = { kind: 'maintenance', matchers: ['service=db'], for: '1h' };
    const made = await world.ask({ method: 'POST', url: '/api/v1/silences', ...json(body) });

    expect(await shown(world)).toMatchObject([
      { status: { state: 'suppressed', silencedBy: [made.json().id] } },
    ]);
  });
});

describe('the flags of a query', () => {
  const policy = aPolicy({}, { inhibit, maintenance: [planned('move', -1, 1)] });
  const firing = [
    { alertname: 'HostDown', instance: 'a' },
    { alertname: 'Slow', instance: 'a' },
    { alertname: 'Planned', service: 'db' },
    { alertname: 'Quiet' },
    { alertname: 'Both', service: 'db' },
  ];

  it.each([
    ['', ['Both', 'HostDown', 'Planned', 'Quiet', 'Slow']],
    ['?active=false', ['Both', 'Planned', 'Quiet', 'Slow']],
    ['?silenced=false', ['HostDown', 'Planned', 'Slow']],
    ['?inhibited=false', ['Both', 'HostDown', 'Planned', 'Quiet']],
    ['?muted=false', ['HostDown', 'Quiet', 'Slow']],
    ['?silenced=false&inhibited=false&muted=false&unprocessed=false', ['HostDown']],
    ['?unprocessed=false', ['Both', 'HostDown', 'Planned', 'Quiet', 'Slow']],
  ])('hold for alerts and groups alike: %s', async (query, expected) => {
    const world = await worldWith(policy, ...firing);
    const body = { matchers: ['alertname=~"Quiet|Both"'], for: '1h' };
    await world.ask({ method: 'POST', url: '/api/v1/silences', ...json(body) });

    expect(names(await shown(world, query))).toEqual(expected);
    expect(names((await groups(world, query)).flatMap(({ alerts }) => alerts))).toEqual(expected);
  });

  it.each(['active', 'silenced', 'inhibited', 'unprocessed', 'muted'])(
    'must be flags: %s',
    async (name) => {
      const answer = await new HttpWorld().send({ url: `/api/v2/alerts/groups?${name}=maybe` });

      expect(answer.statusCode).toBe(400);
    },
  );
});

describe('an alert that takes several routes', () => {
  const root = aRoute();
  const policy = aPolicy(
    {
      ...root,
      routes: [
        below(root, 'severity="critical"', { channel: '#incidents', groupBy: [], goesOn: true }),
        below(root, 'service="db"', { channel: '#db', muteDuring: ['office'] }),
      ],
    },
    { calendars: CALENDARS },
  );
  const worldWithBoth = () =>
    worldWith(
      policy,
      { alertname: 'A', service: 'db', severity: 'critical' },
      { alertname: 'B', service: 'db' },
    );

  it('is listed once, with all of its receivers', async () => {
    const alerts = await shown(await worldWithBoth());

    expect(alerts).toHaveLength(2);
    expect(named(alerts, 'A').receivers).toEqual([{ name: '#incidents' }, { name: '#db' }]);
    expect(named(alerts, 'B').receivers).toEqual([{ name: '#db' }]);
  });

  it('is muted where all of its routes are', async () => {
    const alerts = await shown(await worldWithBoth());

    expect(named(alerts, 'A').status).toMatchObject({ state: 'active', mutedBy: [] });
    expect(named(alerts, 'B').status).toMatchObject({ state: 'suppressed', mutedBy: ['office'] });
  });

  it('is in a group of each, which has the status that it has there', async () => {
    const both = await groups(await worldWithBoth());

    expect(both).toMatchObject([
      { labels: {}, receiver: { name: '#incidents' }, alerts: [{ status: { state: 'active' } }] },
      {
        labels: { alertname: 'A' },
        receiver: { name: '#db' },
        alerts: [
          {
            receivers: [{ name: '#incidents' }, { name: '#db' }],
            status: { state: 'suppressed', mutedBy: ['office'] },
          },
        ],
      },
      { labels: { alertname: 'B' }, receiver: { name: '#db' }, alerts: [{}] },
    ]);
    expect(both[0]?.labels).toEqual({});
  });

  it.each([
    ['%23incidents', ['A'], 1],
    ['%23db', ['A', 'B'], 2],
    ['%23.*', ['A', 'B'], 3],
    ['db', [], 0],
  ])('is found by any of its receivers: %s', async (receiver, expected, groupCount) => {
    const world = await worldWithBoth();

    expect(names(await shown(world, `?receiver=${receiver}`))).toEqual(expected);
    expect(await groups(world, `?receiver=${receiver}`)).toHaveLength(groupCount);
  });

  it('has every channel of a route among the receivers, each once', async () => {
    const world = await worldWithBoth();

    const receivers = (await world.send({ method: 'GET', url: '/api/v2/receivers' })).json();

    expect(receivers).toEqual([{ name: '#alerts' }, { name: '#incidents' }, { name: '#db' }]);
  });
});

it('groups by every label where a route says so', async () => {
  const labels = { alertname: 'A', instance: 'a' };
  const world = await worldWith(aPolicy({ groupBy: 'all' }), labels);

  expect(await groups(world)).toMatchObject([{ labels }]);
});
