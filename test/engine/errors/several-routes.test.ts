import { describe, expect, it } from 'vitest';
import type { Route } from '../../../src/domain/policy.ts';
import { aPolicy, below } from '../../support/builders.ts';
import { type DecideWorld, DecideWorld as World } from '../../support/decide-world.ts';
import { why } from '../trace.ts';
import { groupOf, raise, raiseMany, resolved } from './raising.ts';

/** Routes below the default one: their matchers, their channels and what else they say. */
function routed(...routes: readonly (readonly [string, string, Partial<Route>?])[]): DecideWorld {
  const { route } = aPolicy();
  const all = routes.map(([match, channel, more]) => below(route, match, { channel, ...more }));
  return new World(aPolicy({ routes: all }));
}

const FATAL = ['level="fatal"', '#fatal'] as const;

/** Where it is told, and how often each incident was counted. */
async function told(world: DecideWorld) {
  const incidents = await world.incidents();
  return incidents.map(({ channel, cardRevision, occurrenceCount }) => [
    channel,
    cardRevision > 0,
    occurrenceCount,
  ]);
}

describe('an error of which a later event takes another route', () => {
  it.each<[string, DecideWorld, Parameters<typeof raise>[1]]>([
    ['for its level', routed(FATAL), { level: 'fatal' }],
    ['for its release', routed(['release=~"2.*"', '#fatal']), { release: '2.0' }],
    ['for a tag', routed(['plan="paid"', '#fatal']), { tags: { plan: 'paid' } }],
    [
      'besides the first one',
      routed(['service="shop"', '#alerts', { goesOn: true }], FATAL),
      { level: 'fatal' },
    ],
  ])('is told there too: %s', async (_, world, later) => {
    await raise(world);
    await raise(world, later);

    expect((await told(world)).map(([channel, isTold]) => [channel, isTold])).toEqual([
      ['#alerts', true],
      ['#fatal', true],
    ]);
    expect((await groupOf(world)).events).toBe(2);
  });

  it('goes to the incident of its route each time', async () => {
    const world = routed(FATAL);
    for (const level of ['error', 'fatal', 'error', 'fatal', 'fatal'] as const) {
      await raise(world, { level });
      await world.advance('1m');
    }

    expect(await told(world)).toEqual([
      ['#alerts', true, 2],
      ['#fatal', true, 3],
    ]);
    expect(await world.incidents()).toMatchObject([{ firingCount: 1 }, { firingCount: 1 }]);
    expect((await groupOf(world)).events).toBe(5);
  });

  it('is in one incident once, also when the first way of one event is a further one of another', async () => {
    const world = routed(['plan="paid"', '#paid', { goesOn: true }], FATAL);
    await raise(world, { level: 'fatal' });
    await raise(world, { level: 'fatal', tags: { plan: 'paid' } });
    await raise(world, { level: 'fatal' });

    expect(await told(world)).toEqual([
      ['#fatal', true, 3],
      ['#paid', true, 1],
    ]);
    expect(await world.incidents()).toMatchObject([{ alertCount: 1 }, { alertCount: 1 }]);
  });

  it('stays open on one route when it is resolved on the other, and counts there whatever its release', async () => {
    const world = routed(FATAL);
    await raise(world, { release: '1.1' });
    await raise(world, { release: '1.0', level: 'fatal' });
    await raise(world, { release: '1.1' });
    await resolved(world);

    expect(await raise(world, { release: '1.0', level: 'fatal' })).toBe('duplicate');
    expect(await raise(world, { release: '1.1' })).toBe('reopened');
    expect(await raise(world, { level: 'fatal' })).toBe('duplicate');
    expect(await world.incidents()).toMatchObject([
      { status: 'triggered', firingCount: 1, occurrenceCount: 3 },
      { status: 'triggered', firingCount: 1, occurrenceCount: 3 },
    ]);
  });

  it('counts what is of an old release on every route that it takes', async () => {
    const world = routed(['service="shop"', '#alerts', { goesOn: true }], FATAL);
    for (const release of ['1.0', '1.1']) await raise(world, { release, level: 'fatal' });
    for (const number of [1, 2]) await resolved(world, false, number);
    await world.advance('1m');

    expect(await raise(world, { release: '1.0', level: 'fatal' })).toBe('old-release');
    expect((await told(world)).map(([, , count]) => count)).toEqual([3, 3]);
    const old = 'came from a release before the one that it was resolved in: counted only';
    expect(await why(world, 2)).toContainEqual(expect.stringContaining(old));
  });

  it('counts what is of an old release where it was resolved, also while it is open elsewhere', async () => {
    const world = routed(['service="shop"', '#alerts', { goesOn: true }], FATAL);
    for (const release of ['1.0', '1.1']) await raise(world, { release, level: 'fatal' });
    await resolved(world);
    await world.advance('1m');

    expect(await raise(world, { release: '1.0', level: 'fatal' })).toBe('duplicate');
    expect((await told(world)).map(([, , count]) => count)).toEqual([3, 3]);
    expect((await world.incident()).status).toBe('resolved');
  });

  it('may be ignored on one route and heard on the other', async () => {
    const world = routed(FATAL);
    await raise(world);
    await raise(world, { level: 'fatal' });
    const ignoring = { occurrences: null, users: null, spike: false, until: null, reason: '' };
    await world.ask({ verb: 'ignore', ...ignoring });
    await resolved(world, false, 2);

    expect(await raise(world, { level: 'fatal' })).toBe('reopened');
    expect(await world.incidents()).toMatchObject([{ mute: { ignores: true } }, { mute: null }]);
    expect((await world.timeline(2)).at(-1)).toMatchObject({ thread: true });
  });

  it('counts elsewhere on both once it is merged', async () => {
    const world = routed(FATAL);
    await raise(world, { type: 'Other' });
    await raise(world);
    await raise(world, { level: 'fatal' });
    await world.ask({ verb: 'merge', into: 1 }, 2);

    expect(await raise(world)).toBe('duplicate');
    expect((await world.incident()).occurrenceCount).toBe(2);
    expect(await raise(world, { level: 'fatal' })).toBe('opened');
    expect((await groupOf(world, { type: 'Other' })).events).toBe(5);
  });
});

describe('an error that people hear of in production', () => {
  const firstSeen = {
    notifyWhen: { of: 'occurrences', count: null, within: null, errors: ['first-seen'] },
  } as const;

  it('is new to them, though staging had it on another route before', async () => {
    const world = routed(['env="staging"', '#staging'], ['env="production"', '#prod', firstSeen]);
    await raiseMany(world, 3, { environment: 'staging' });
    await world.advance('1d');
    await raise(world);

    expect(await told(world)).toEqual([
      ['#staging', false, 3],
      ['#prod', true, 1],
    ]);
  });

  it('is not new to them again on a third route', async () => {
    const world = routed(['env="production"', '#prod'], ['env="prod"', '#other', firstSeen]);
    await raise(world);
    await raise(world, { environment: 'prod' });

    expect((await world.incident(2)).error?.isNew).toBe(false);
  });
});

describe('an open error whose routes a new configuration changes', () => {
  const { route: root } = aPolicy();
  const policyOf = (...routes: readonly Route[]) => aPolicy({ routes });
  const shop = (more: Partial<Route>) => below(root, 'service="shop"', more);

  it.each<
    [string, readonly Route[], readonly Route[], readonly (readonly [string, boolean, number])[]]
  >([
    [
      'goes on where a new route leads to the same channel',
      [],
      [shop({ channel: '#alerts' })],
      [['#alerts', true, 3]],
    ],
    ['goes on where its route is gone', [shop({ channel: '#alerts' })], [], [['#alerts', true, 3]]],
    [
      'goes on where another route takes the place of its own',
      [below(root, 'level="error"', { channel: '#shop' })],
      [shop({ channel: '#shop' })],
      [['#shop', true, 3]],
    ],
    [
      'is told in a channel that is new to it',
      [],
      [shop({ channel: '#shop' })],
      [
        ['#alerts', true, 1],
        ['#shop', true, 2],
      ],
    ],
    [
      'goes on in its channel and is told in the new one',
      [],
      [
        shop({ channel: '#shop', goesOn: true }),
        below(root, 'level="error"', { channel: '#alerts' }),
      ],
      [
        ['#alerts', true, 3],
        ['#shop', true, 2],
      ],
    ],
  ])('%s', async (_, before, after, expected) => {
    const world = new World(policyOf(...before));
    await raise(world);
    world.policy = policyOf(...after);
    for (let time = 0; time < 2; time += 1) await raise(world);

    expect(await told(world)).toEqual(expected);
  });

  describe('with an incident for its level too', () => {
    const onlyFatal = (match: string) => below(root, match, { channel: '#fatal' });
    const all = shop({ channel: '#alerts', goesOn: true });

    it.each<[string, readonly Route[], readonly ('error' | 'fatal')[]]>([
      ['on a route of its own', [], ['error', 'fatal']],
      ['first', [], ['fatal', 'error']],
      ['besides the first one', [all], ['error', 'fatal']],
      ['besides the first one from the beginning', [all], ['fatal', 'error']],
    ])('goes on there where another route takes its place: %s', async (_, first, levels) => {
      const world = new World(policyOf(...first, onlyFatal('level="fatal"')));
      for (const level of levels) await raise(world, { level });
      const before = await world.incidents();
      for (const match of ['level=~"fatal|alert"', 'level=~"fatal|panic"']) {
        world.policy = policyOf(...first, onlyFatal(match));
        await raise(world, { level: 'fatal' });
      }

      const fatal = (all: typeof before) => all.find(({ channel }) => channel === '#fatal');
      expect((await told(world)).map(([channel]) => channel).sort()).toEqual(['#alerts', '#fatal']);
      expect(fatal(await world.incidents())).toMatchObject({
        number: fatal(before)?.number,
        occurrenceCount: 3,
      });
    });
  });

  it('is one of the new route once it was resolved', async () => {
    const world = new World(policyOf());
    await raise(world);
    world.policy = policyOf(shop({ channel: '#alerts' }));
    await raise(world);
    await resolved(world);
    await world.advance('1h');
    await raise(world);

    expect(await told(world)).toEqual([
      ['#alerts', true, 2],
      ['#alerts', true, 1],
    ]);
  });

  it('has an incident of each of two routes to one channel, where both were there before', async () => {
    const world = routed(['level="fatal"', '#alerts']);
    for (const level of ['error', 'fatal', 'error'] as const) await raise(world, { level });

    expect(await told(world)).toEqual([
      ['#alerts', true, 2],
      ['#alerts', true, 1],
    ]);
  });
});
