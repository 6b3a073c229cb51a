import { describe, expect, it } from 'vitest';
import type { Level } from '../../src/domain/error-event.ts';
import type { Policy, Route } from '../../src/domain/policy.ts';
import { replay } from '../../src/replay/replay.ts';
import { type Raising, raise } from '../engine/errors/raising.ts';
import { aPolicy, below } from '../support/builders.ts';
import { aConfiguredWorld, type DecideWorld } from '../support/decide-world.ts';
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
