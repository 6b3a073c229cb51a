import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { routeOf } from '../../src/engine/route.ts';
import { anyAlertStep, anyStory, type Step } from '../support/arbitraries.ts';
import { DecideWorld } from '../support/decide-world.ts';
import { POLICIES } from '../support/policies.ts';
import { expectSound } from '../support/soundness.ts';
import { alertOf, errorOf, take, tell } from '../support/story.ts';

const RUNS = { numRuns: 100 };

describe.each(POLICIES)('whatever happens under a policy that is %s', (_, policy) => {
  it('every count, status and timeline fits what it stands for', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(20), async (story) => {
        const world = new DecideWorld(policy);
        for (const step of story) {
          await take(world, step);
          await world.settle();
          await expectSound(world);
        }
      }),
      RUNS,
    );
  });

  it('news of a group comes no faster than its interval, in any window', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(20), async (story) => {
        const world = new DecideWorld(policy);
        await tell(world, story);
        for (const incident of await world.incidents()) {
          const { groupInterval } = routeOf(policy, incident);
          const told = (await world.timeline(incident.number)).filter(
            ({ what, thread }) => what.kind === 'joined' && thread,
          );
          const gaps = told.slice(1).map(({ at }, place) => at - (told[place]?.at ?? at));
          expect(gaps.every((gap) => gap >= groupInterval)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('the same alert twice tells once', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(), anyAlertStep, async (story, step) => {
        const world = new DecideWorld(policy);
        await tell(world, story);
        await world.receive(alertOf(world, step));
        const before = (await world.incidents()).map(shown);
        await world.receive(alertOf(world, step));

        expect((await world.incidents()).map(shown)).toEqual(before);
      }),
      RUNS,
    );
  });

  it('an alert that is silenced all its life is never heard of', async () => {
    const withoutEnding = anyStory().map((story) =>
      story.filter(({ kind }) => kind !== 'unsilence'),
    );
    await fc.assert(
      fc.asyncProperty(withoutEnding, async (story) => {
        const world = new DecideWorld(policy);
        await world.silence({ matchers: 'alertname="A"', for: '3650d', newId: 'for-ever' });
        await tell(world, story);
        const silent = (await world.incidents()).filter(({ title }) => title === 'A');

        expect(silent.filter(({ cardRevision }) => cardRevision > 0)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('what is over changes only when it comes back, when a person writes to it, and when its mute ends', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(20), async (story) => {
        const world = new DecideWorld(policy);
        for (const step of story) {
          const before = (await world.incidents()).filter(({ status }) => status === 'resolved');
          await take(world, step);
          for (const incident of before) await expectSameUnless(world, incident, step);
        }
      }),
      RUNS,
    );
  });
});

// What takes two routes is counted in two incidents, and what a rule ignores in none.
const ONE_HOME = POLICIES.filter(([, { rules }]) => rules.length === 0);

describe.each(ONE_HOME)('under a policy that is %s', (_, policy) => {
  it('every accepted firing is counted once', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(), async (story) => {
        const world = new DecideWorld(policy);
        let accepted = 0;
        for (const step of story) {
          const alerts = alertsOf(world, step);
          if (alerts.length === 0) await take(world, step);
          else accepted += (await world.receive(...alerts)).filter(isFiring).length;
        }
        const counts = (await world.incidents()).map(({ occurrenceCount }) => occurrenceCount);

        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(accepted);
      }),
      RUNS,
    );
  });
});

function alertsOf(world: DecideWorld, step: Step): readonly Alert[] {
  if (step.kind === 'alerts') return step.alerts.map((alert) => alertOf(world, alert));
  if (step.kind !== 'errors') return [];
  return step.errors.map((error, index) => errorOf(world, error, index));
}

/** What counts in an incident. */
function isFiring(outcome: { readonly type: string; readonly reason?: string }): boolean {
  return !['ended', 'not-firing'].includes(outcome.reason ?? '');
}

/** What people see of an incident: all but its counters. */
function shown(incident: Incident): Partial<Incident> {
  const { lastSeenAt, occurrenceCount, firingCount, audibleCount, ...rest } = incident;
  return rest;
}

async function expectSameUnless(world: DecideWorld, before: Incident, step: Step): Promise<void> {
  const after = await world.incident(before.number);
  // A merge changes another incident too.
  const wasAsked = step.kind === 'ask' && (step.number === before.number || step.verb === 'merge');
  const muteEnded = before.mute !== null && after.mute === null;
  const cameBack = after.reopened !== null || after.resolution?.at !== before.resolution?.at;
  if (!wasAsked && !muteEnded && !cameBack) expect(shown(after)).toEqual(shown(before));
}
