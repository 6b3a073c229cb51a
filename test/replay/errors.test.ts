import { describe, expect, it } from 'vitest';
import type { Level } from '../../src/domain/error-event.ts';
import type { Policy, Route, Threshold } from '../../src/domain/policy.ts';
import { jsonOf } from '../../src/replay/json.ts';
import { replay } from '../../src/replay/replay.ts';
import { textOf } from '../../src/replay/text.ts';
import { type Raising, raise } from '../engine/errors/raising.ts';
import { aPolicy, below } from '../support/builders.ts';
import { aConfiguredWorld, type DecideWorld } from '../support/decide-world.ts';
import { sidesOf } from './fixture.ts';
import { postsOf, recordingsOf, settingOf, totalsOf } from './recorded.ts';

const { route: root } = aPolicy();

function routed(...routes: readonly (readonly [string, string, Partial<Route>?])[]): Policy {
  const all = routes.map(([match, channel, more]) => below(root, match, { channel, ...more }));
  return aPolicy({ routes: all });
}

const FATAL = ['level="fatal"', '#fatal'] as const;
const PAID = ['plan="paid"', '#paid', { goesOn: true }] as const;
const paid = (level: Level): Raising => ({ level, tags: { plan: 'paid' } });

async function lived(policy: Policy, events: readonly Raising[]): Promise<DecideWorld> {
  const world = await aConfiguredWorld(policy);
  for (const event of events) {
    await raise(world, event);
    await world.advance('7m');
  }
  return world;
}

/** Every firing in the replay: its channel there, and the channel of the incident that it really belonged to. */
async function waysIn(world: DecideWorld, policy = world.policy) {
  const real = new Map((await world.incidents()).map(({ id, channel }) => [id, channel]));
  const result = replay(await recordingsOf(world), policy, await settingOf(world));
  const periods = [...result.periods.values()].flat();
  return periods.map(({ incident, recordedAs }) => [
    result.incidents.get(incident)?.channel,
    real.get(recordedAs ?? ''),
  ]);
}

const STORIES: readonly (readonly [string, Policy, readonly Raising[]])[] = [
  ['for its level', routed(FATAL), [{}, { level: 'fatal' }, {}]],
  ['there and back', routed(FATAL), [{ level: 'fatal' }, {}, { level: 'fatal' }]],
  ['besides', routed(PAID, FATAL), [{ level: 'fatal' }, paid('fatal'), {}]],
  ['besides, from the first event on', routed(PAID, FATAL), [paid('fatal'), paid('error')]],
  ['in another environment', routed(FATAL), [{}, { level: 'fatal', environment: 'prod' }]],
];

describe('a replay of errors under a policy that tells of some only', () => {
  const telling = (errors: Threshold['errors'], count: number | null = null): Policy =>
    aPolicy({ notifyWhen: { of: 'occurrences', count, within: null, errors } });
  const everything = aPolicy();

  /** Three events of one error and one of another, told of all of them. */
  async function sides(fresh: Policy) {
    const world = await lived(everything, [{}, {}, { type: 'ValueError' }, { level: 'fatal' }]);
    const [recordings, setting] = [await recordingsOf(world), await settingOf(world)];
    return sidesOf(recordings, [everything, fresh], setting);
  }

  it.each<[string, Policy]>([
    ['that are new', telling(['first-seen'])],
    ['that are new, or come ten times', telling(['first-seen'], 10)],
    ['that are new, back or escalating', telling(['first-seen', 'regression', 'escalating'])],
  ])('tells each once: those %s', async (_, policy) => {
    const { comparison, fresh } = await sides(policy);

    expect(totalsOf(fresh)).toMatchObject({ cards: 2, opened: 2 });
    expect(comparison).toMatchObject({ missed: [], delayed: [], unsure: 0 });
  });

  it('tells of none as new that an incident of another route told of before', async () => {
    const world = await lived(routed(FATAL), [{}, { level: 'fatal' }]);
    const { notifyWhen } = telling(['first-seen']).route;
    const fatal = below(root, FATAL[0], { channel: FATAL[1], notifyWhen });
    const policy = aPolicy({ notifyWhen, routes: [fatal] });
    const result = replay(await recordingsOf(world), policy, await settingOf(world));

    expect(totalsOf(result)).toMatchObject({ cards: 1, opened: 2 });
  });

  it.each<[string, Policy, number, number]>([
    ['leaves out what only a regression or a spike tells of', telling(['regression']), 0, 2],
    ['misses what has not come often enough', telling(['regression'], 10), 2, 0],
  ])('%s', async (_, policy, missed, unsure) => {
    const { comparison } = await sides(policy);

    expect(comparison.missed).toHaveLength(missed);
    expect(comparison.unsure).toBe(unsure);
  });

  it('says how many it leaves out', async () => {
    const left = await sides(telling(['escalating']));

    expect(textOf(left)).toContain(
      '2 incidents left out: only a regression or a spike would tell of them.',
    );
    expect(jsonOf(left)).toMatchObject({ errors_left_out: 2, missed: [] });
  });
});

describe('a replay of an error of which a later event takes another route', () => {
  it.each(STORIES)('tells what was told: %s', async (_, policy, events) => {
    const world = await lived(policy, events);
    const result = replay(await recordingsOf(world), policy, await settingOf(world));

    expect(totalsOf(result)).toEqual(postsOf(world));
  });

  it.each(STORIES)('knows the real incident of each way: %s', async (_, policy, events) => {
    const world = await lived(policy, events);
    const ways = await waysIn(world);

    expect(ways).toHaveLength((await world.incidents()).length);
    for (const [channel, really] of ways) expect(really).toBe(channel);
  });
});
