import { describe, expect, it } from 'vitest';
import type { ActOf } from '../../../src/engine/commands/command.ts';
import { aWorld, type DecideWorld } from '../../support/decide-world.ts';
import { raise, raiseMany } from './raising.ts';

const KEY = { type: 'KeyError' };
const VALUE = { type: 'ValueError' };

/** INC-1 is of a KeyError that came to ten users, INC-2 of a ValueError that came once; the second one is ignored. */
async function ignored(act: Partial<ActOf<'ignore'>>, number: number): Promise<DecideWorld> {
  const world = aWorld();
  for (let user = 0; user < 10; user++) await raise(world, { ...KEY, user: `user-${user}` });
  await raise(world, { ...VALUE, user: 'eve' });
  const ends = { occurrences: null, users: null, spike: false, until: null, reason: '' };
  await world.ask({ verb: 'ignore', ...ends, ...act }, number);
  return world;
}

const merged = (world: DecideWorld, number: number, into: number) =>
  world.ask({ verb: 'merge', into }, number);

async function meanwhile(world: DecideWorld, number: number) {
  const unmuted = (await world.timeline(number)).findLast(({ what }) => what.kind === 'unmuted');
  return unmuted?.what.kind === 'unmuted' ? unmuted.what.events : 'still ignored';
}

describe('an error that is ignored, into which another one is merged', () => {
  it('came so often meanwhile as it came since, whatever the other had counted', async () => {
    const world = await ignored({}, 2);
    await raiseMany(world, 2, VALUE);
    await merged(world, 1, 2);
    await raiseMany(world, 3, KEY);
    await world.ask({ verb: 'unmute' }, 2);

    expect(await meanwhile(world, 2)).toBe(5);
  });

  it.each<[string, Partial<ActOf<'ignore'>>, (user: number) => object]>([
    ['events come', { occurrences: 3 }, () => VALUE],
    ['users are struck', { users: 3 }, (user) => ({ ...KEY, user: `new-${user}` })],
  ])('is told of when so many more %s, not before', async (_, act, nth) => {
    const world = await ignored(act, 2);
    await merged(world, 1, 2);
    for (const user of [1, 2]) await raise(world, nth(user));
    expect((await world.incident(2)).mute).not.toBeNull();

    await raise(world, nth(3));
    expect((await world.incident(2)).mute).toBeNull();
  });
});

describe('an error that is ignored, and merged into another', () => {
  it('counts no events of that one, when its time is over', async () => {
    const world = aWorld();
    await raiseMany(world, 2, KEY);
    await raiseMany(world, 50, VALUE);
    const ends = { occurrences: null, users: null, spike: false, reason: '' };
    await world.ask({ verb: 'ignore', ...ends, until: world.in('1h') }, 1);
    await raiseMany(world, 3, KEY);
    await merged(world, 1, 2);
    await world.advance('2h');

    expect(await meanwhile(world, 1)).toBe(3);
  });

  it.each([
    ['is split', (world: DecideWorld) => world.ask({ verb: 'split' }, 2)],
    ['is opened by a person', (world: DecideWorld) => world.ask({ verb: 'reopen' }, 1)],
  ])('goes on where it was when it %s', async (_, apart) => {
    const world = await ignored({ occurrences: 3 }, 1);
    await raise(world, KEY);
    await merged(world, 1, 2);
    await apart(world);
    await raise(world, KEY);
    expect(await meanwhile(world, 1)).toBe('still ignored');

    await raise(world, KEY);
    expect(await meanwhile(world, 1)).toBe(3);
  });

  it('counts from when it was ignored first, also when it is ignored again', async () => {
    const world = await ignored({}, 1);
    await raise(world, KEY);
    const ends = { occurrences: null, users: null, spike: true, until: null, reason: '' };
    await world.ask({ verb: 'ignore', ...ends }, 1);
    await raise(world, KEY);
    await world.ask({ verb: 'unmute' }, 1);

    expect(await meanwhile(world, 1)).toBe(2);
  });
});
