import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../src/replay/compare.ts';
import { replay } from '../../src/replay/replay.ts';
import { aPolicy } from '../support/builders.ts';
import { type aConfiguredWorld, DecideWorld } from '../support/decide-world.ts';
import { NOTHING } from './fixture.ts';
import { postsOf, recordingsOf, settingOf, totalsOf, unfoldedOf } from './recorded.ts';
import { anyQuietStory, POLICIES, type Step, take } from './stories.ts';

async function lived(policy: Parameters<typeof aConfiguredWorld>[0], story: readonly Step[]) {
  const world = new DecideWorld(policy);
  await world.configure();
  for (const step of story) await take(world, step);
  await world.advance('1m');
  return world;
}

describe('a replay', () => {
  it.each(POLICIES)('tells what really was told under the same policy: %s', async (_, policy) => {
    await fc.assert(
      fc.asyncProperty(anyQuietStory, async (story) => {
        const world = await lived(policy, story);

        const result = replay(await recordingsOf(world), policy, await settingOf(world));

        expect(totalsOf(result)).toEqual(postsOf(world));
      }),
      { numRuns: 60 },
    );
  });

  it('finds no difference between a policy and itself', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuietStory, fc.constantFrom(...POLICIES), async (story, [, policy]) => {
        const world = await lived(aPolicy(), story);
        const setting = await settingOf(world);
        const result = replay(await recordingsOf(world), policy, setting);

        expect(compare(result, result)).toEqual(NOTHING);
      }),
      { numRuns: 30 },
    );
  });

  it('comes to the same whether re-sends were folded or not', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuietStory, fc.constantFrom(...POLICIES), async (story, [, policy]) => {
        const world = await lived(aPolicy(), story);
        const setting = await settingOf(world);

        const folded = replay(await recordingsOf(world), policy, setting);

        expect(totalsOf(folded)).toEqual(totalsOf(replay(unfoldedOf(world), policy, setting)));
      }),
      { numRuns: 60 },
    );
  });

  it('never has more cards when more must happen before anybody is told', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuietStory, fc.integer({ min: 1, max: 4 }), async (story, count) => {
        const world = await lived(aPolicy(), story);
        const setting = await settingOf(world);
        const recordings = await recordingsOf(world);
        const cardsFrom = (least: number) => {
          const notifyWhen = { of: 'occurrences', count: least, within: null, errors: [] } as const;
          return totalsOf(replay(recordings, aPolicy({ notifyWhen }), setting)).cards;
        };

        expect(cardsFrom(count + 1)).toBeLessThanOrEqual(cardsFrom(count));
      }),
      { numRuns: 40 },
    );
  });
});
