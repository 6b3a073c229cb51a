import { describe, expect, it } from 'vitest';
import type { DecideWorld } from '../support/decide-world.ts';
import { calm, fire, labels, storms } from './storms.ts';

describe('the summary of a storm', () => {
  type Happens = (world: DecideWorld) => Promise<unknown>;
  const resolve =
    (number: number): Happens =>
    (world) =>
      world.ask({ verb: 'resolve', whileFiring: 'reopen', note: '' }, number);

  it.each<[string, Happens, { resolved: number; open: number }]>([
    ['all that wait as open', async () => {}, { resolved: 0, open: 3 }],
    [
      'what ended by itself as resolved',
      (world) => world.resolve(labels(4)),
      { resolved: 1, open: 2 },
    ],
    ['what a person resolved as neither', resolve(4), { resolved: 0, open: 2 }],
    [
      'what a person resolved after it had ended as neither',
      async (world) => {
        await world.resolve(labels(4));
        await resolve(4)(world);
      },
      { resolved: 0, open: 2 },
    ],
    [
      'what a person resolved and another reopened as open',
      async (world) => {
        await resolve(4)(world);
        await world.ask({ verb: 'reopen' }, 4);
      },
      { resolved: 0, open: 3 },
    ],
    [
      'what a person resolved and what came back and ended as resolved',
      async (world) => {
        await resolve(4)(world);
        await world.resolve(labels(4));
        await world.advance('1s');
        await world.fire(labels(4));
        await world.resolve(labels(4));
      },
      { resolved: 1, open: 2 },
    ],
    [
      'what a person resolved that had its card already not at all',
      resolve(1),
      { resolved: 0, open: 3 },
    ],
  ])('counts %s', async (_, happens, { resolved, open }) => {
    const world = await calm();
    await fire(world, 1, 6);
    await happens(world);
    await world.advance('4m');

    expect(storms(world)).toMatchObject([{ ending: { resolved, open: { count: open } } }]);
  });

  it.each<[string, Happens, readonly number[]]>([
    [
      'what was critical when it came',
      (world) => world.fire({ ...labels(7), severity: 'critical' }),
      [7],
    ],
    [
      'what became critical while it waited',
      (world) => world.fire({ ...labels(4), severity: 'critical' }),
      [4],
    ],
    [
      'once what is critical and came back',
      async (world) => {
        await world.fire({ ...labels(7), severity: 'critical' });
        await resolve(7)(world);
        await world.resolve(labels(7));
        await world.advance('1s');
        await world.fire({ ...labels(7), severity: 'critical' });
      },
      [7],
    ],
    ['nothing that is milder', (world) => world.fire(labels(7)), []],
  ])('lists among those that had their card at once %s', async (_, happens, numbers) => {
    const world = await calm();
    await fire(world, 1, 6);
    await happens(world);
    await world.advance('4m');

    expect(storms(world)).toMatchObject([{ critical: { count: numbers.length, numbers } }]);
  });
});
