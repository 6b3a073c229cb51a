import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration } from '../../src/domain/time.ts';
import { anyStory } from '../support/arbitraries.ts';
import { DecideWorld } from '../support/decide-world.ts';
import { POLICIES } from '../support/policies.ts';
import { tell } from '../support/story.ts';
import { catchUp, type Posted } from './caught-up.ts';

const RUNS = { numRuns: 100 };
const anyDowntime = fc.integer({ min: 1, max: 10 ** 9 });

/** What each incident posted when the process was back from a downtime that began with all of it told. */
async function afterDowntime(
  world: DecideWorld,
  length: number,
): Promise<readonly (readonly Posted[])[]> {
  await catchUp(world);
  await world.beDown(duration(length));
  const posted = await catchUp(world);
  const numbers = new Set(posted.map(({ number }) => number));
  return [...numbers].map((number) => posted.filter((each) => each.number === number));
}

/** Of which sort a reply is: those that stand alone by their kind, a call by whether it still rings, or words in passing. */
function sortOf({ entries, called }: Posted): string {
  const [first] = entries;
  if (called.length > 0) return `a call to ${called.join()}`;
  if (first?.what.kind === 'called') return 'calls that came to nothing';
  const standsAlone = first?.what.kind === 'joined' || first?.what.kind === 'resolved';
  return standsAlone ? first.what.kind : 'words in passing';
}

/** Of these sorts there is one reply, whatever stands between. */
const ONCE = /^(a call to |joined|resolved)/;

const replies = (posted: readonly Posted[]) => posted.filter(({ slot }) => slot === 'thread');

/**
 * A catch-up is one reply of each sort that there is something to tell of. Calls are rows of their own and are never merged
 * away: one that still rings is one reply for each party, and what came to nothing may part the words around it.
 */
describe.each(POLICIES)('back from any downtime under a policy that is %s', (_, policy) => {
  it('each incident is caught up with at once, in no more replies than there are sorts', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(), anyDowntime, async (story, length) => {
        const world = new DecideWorld(policy);
        await tell(world, story);
        for (const posted of await afterDowntime(world, length)) {
          const sorts = replies(posted).map(sortOf);
          const once = sorts.filter((sort) => ONCE.test(sort));
          const isParted = sorts.some((sort) => sort.includes('call'));

          expect(once).toEqual([...new Set(once)]);
          expect(sorts.filter((sort, place) => sort === sorts[place - 1])).toEqual([]);
          if (!isParted) expect(sorts).toEqual([...new Set(sorts)]);
        }
      }),
      RUNS,
    );
  });

  it('has one card and one message of details, and calls nobody for what is over', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(), anyDowntime, async (story, length) => {
        const world = new DecideWorld(policy);
        await tell(world, story);
        for (const posted of await afterDowntime(world, length)) {
          const rest = posted.filter(({ slot }) => slot !== 'thread').map(({ slot }) => slot);
          const { status } = await world.incident(posted[0]?.number);
          const calls = replies(posted)
            .map(sortOf)
            .filter((sort) => sort.includes('call'));

          expect(rest).toEqual([...new Set(rest)]);
          if (status === 'resolved') expect(calls).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('a second look finds nothing more to tell', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(), anyDowntime, async (story, length) => {
        const world = new DecideWorld(policy);
        await tell(world, story);
        await afterDowntime(world, length);

        expect(await catchUp(world)).toEqual([]);
      }),
      RUNS,
    );
  });
});
