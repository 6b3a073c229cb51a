import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../src/domain/incident.ts';
import type { TimelineEntry } from '../../../src/domain/timeline.ts';
import { anyErrorStep, anyStory, type Step } from '../../support/arbitraries.ts';
import { DecideWorld } from '../../support/decide-world.ts';
import { POLICIES } from '../../support/policies.ts';
import { errorOf, take, tell } from '../../support/story.ts';

const RUNS = { numRuns: 60 };

/** How many events all groups have counted that are not merged into another. */
async function countedIn(world: DecideWorld): Promise<number> {
  const groups = await world.store.errorGroups({ limit: 1_000 });
  return groups.reduce((sum, { events }) => sum + events, 0);
}

const isAbout = ({ kind }: Step, ...kinds: readonly Step['kind'][]) => kinds.includes(kind);

describe.each(POLICIES)('whatever happens to errors under a policy that is %s', (_, policy) => {
  it('every event is counted in exactly one group, also when these are merged and split', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(30), async (story) => {
        const world = new DecideWorld(policy);
        let accepted = 0;
        for (const step of story) {
          await take(world, step);
          if (step.kind === 'errors') accepted += step.errors.length;

          expect(await countedIn(world)).toBe(accepted);
        }
      }),
      RUNS,
    );
  });

  it('every event is in the hours of its group too, and the newest one is kept', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(20), anyErrorStep, async (story, step) => {
        const world = new DecideWorld(policy);
        await tell(world, story);
        await world.advance('1s');
        const alert = errorOf(world, step);
        await world.receive(alert);
        const samples = await world.store.errorSamples({ limit: 1 });

        expect(samples[0]?.event).toEqual(alert.event?.error);
        for (const group of await world.store.errorGroups({ limit: 9 })) {
          if (group.firstSeenAt < world.ago('13d')) continue;
          expect(group.hours.counts.reduce((sum, count) => sum + count, 0)).toBe(group.events);
        }
      }),
      RUNS,
    );
  });

  it('an error that is ignored for ever is never told of', async () => {
    // Nobody asks anything of it afterwards.
    const whatComes = anyStory(20).map((story) => story.filter((step) => !isAbout(step, 'ask')));
    await fc.assert(
      fc.asyncProperty(anyStory(), anyErrorStep, whatComes, async (story, step, rest) => {
        const world = new DecideWorld(policy);
        await tell(world, story);
        await world.receive(errorOf(world, step));
        await world.ask({ verb: 'unmute' });
        const ignored = await ignoreAll(world);
        const before = await told(world, ignored);
        await tell(world, rest);

        expect(await told(world, ignored)).toEqual(before);
      }),
      RUNS,
    );
  });

  it('an event of an old release changes no incident, and counts in one at most', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(20), anyErrorStep, async (story, step) => {
        const world = new DecideWorld(policy);
        await tell(world, story);
        const before = await world.incidents();
        const [outcome] = await world.receive(errorOf(world, step));
        if (outcome?.type !== 'alert' || outcome.reason !== 'old-release') return;
        const after = await world.incidents();

        expect(after.map(uncounted)).toEqual(before.map(uncounted));
        // None, where its environment has no alert there: the group counts it all the same.
        expect([0, 1]).toContain(occurrencesOf(after) - occurrencesOf(before));
      }),
      RUNS,
    );
  });

  it('after a merge and a split each error has an incident of its own again', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(), anyErrorStep, async (story, step) => {
        const world = new DecideWorld({ ...policy, rules: [] });
        await tell(world, story);
        for (const { number } of await world.incidents()) {
          await world.ask({ verb: 'split' }, number);
          await world.ask({ verb: 'unmute' }, number);
        }
        const alert = errorOf(world, { ...step, ...LOUD });
        const [outcome] = await world.receive(alert);
        const id = outcome?.type === 'alert' ? outcome.incident : null;
        const home = await world.store.incident(id ?? '');

        expect(home?.error?.group).toBe(alert.incidentKey);
        expect(home?.status).not.toBe('resolved');
      }),
      RUNS,
    );
  });
});

/** An event that brings back what was resolved. */
const LOUD = { environment: 'production', release: '9.0.0' };

const uncounted = (incident: Incident) => ({ ...incident, occurrenceCount: 0 });

const occurrencesOf = (incidents: readonly Incident[]) =>
  incidents.reduce((sum, { occurrenceCount }) => sum + occurrenceCount, 0);

/** Ignores for ever what can be ignored; answers the numbers of these incidents. */
async function ignoreAll(world: DecideWorld): Promise<readonly number[]> {
  const numbers: number[] = [];
  const limits = { until: null, occurrences: null, users: null, spike: false, reason: '' };
  for (const { number } of await world.incidents()) {
    if ((await world.ask({ verb: 'ignore', ...limits }, number)) === 'done') numbers.push(number);
  }
  return numbers;
}

/** What stands in their threads. */
async function told(world: DecideWorld, numbers: readonly number[]) {
  const entries: TimelineEntry[] = [];
  for (const number of numbers) entries.push(...(await world.timeline(number)));
  return entries.filter(({ thread }) => thread);
}
