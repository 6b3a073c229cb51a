import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import type { Decision, Snapshot } from '../../src/domain/decision.ts';
import { canonicalLabels } from '../../src/domain/labels.ts';
import { duration, instant } from '../../src/domain/time.ts';
import { anyAlertStep, anyStory } from '../support/arbitraries.ts';
import { anAlert } from '../support/builders.ts';
import { aWorld, DecideWorld } from '../support/decide-world.ts';
import { POLICIES } from '../support/policies.ts';
import { alertOf, tell } from '../support/story.ts';

const RUNS = { numRuns: 100 };

/** All of a world, with incidents named by their numbers: their ids depend on the batch that made them. */
async function stateOf(world: DecideWorld) {
  const incidents = await world.incidents();
  const numbers = new Map(incidents.map(({ id, number }) => [id, number]));
  const alerts = new Map(
    world.changes.flatMap((change) =>
      change.type === 'alert' ? [[change.alert.key, change.alert] as const] : [],
    ),
  );
  return {
    incidents: incidents.map(({ id, groupKey, withheldBy, ...rest }) => rest),
    alerts: [...alerts.entries()]
      .sort()
      .map(([, { incident, ...rest }]) => ({ number: numbers.get(incident), ...rest })),
    timelines: await Promise.all(
      incidents.map(async ({ number }) =>
        (await world.timeline(number)).map(({ incident, ...rest }) => rest),
      ),
    ),
    silences: await world.store.silences(),
  };
}

type State = Awaited<ReturnType<typeof stateOf>>;

/** How often something was drawn depends on how much was decided together. */
function withoutRevisions(state: State) {
  return {
    ...state,
    incidents: state.incidents.map(({ cardRevision, detailsRevision, joined, ...rest }) => ({
      ...rest,
      isTold: cardRevision > 0,
      joined: joined && { ...joined, revision: 0 },
    })),
  };
}

describe.each(POLICIES)('the end is the same under a policy that is %s', (_, policy) => {
  // To the last revision; only what is due at the very same millisecond has no order that is promised.
  it('whether time passed with the process running or down', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(), fc.integer({ min: 1, max: 10 ** 9 }), async (story, length) => {
        const running = new DecideWorld(policy);
        const down = new DecideWorld(policy);
        await tell(running, story);
        await tell(down, story);
        await running.advance(duration(length));
        await down.beDown(duration(length));

        expect(await stateOf(down)).toEqual(await stateOf(running));
      }),
      RUNS,
    );
  });

  it('whether the process ran or was down, also when more came due than is decided at once', async () => {
    const running = aWorld({ groupBy: ['alertname', 'instance'] });
    const down = aWorld({ groupBy: ['alertname', 'instance'] });
    for (const world of [running, down]) {
      await world.receive(...many(world));
      await world.silence({ matchers: 'alertname=A', for: '23m' });
      await world.silence({ matchers: 'alertname=B', startsAt: world.in('7m'), for: '11m' });
      for (const number of [1, 2, 600]) {
        await world.ask({ verb: 'mute', until: world.in('9m'), reason: '' }, number);
      }
    }
    await running.advance('5h');
    await down.beDown('5h');

    expect(await stateOf(down)).toEqual(await stateOf(running));
  });

  it('whether alerts of one moment are decided together or one by one', async () => {
    const alerts = fc.array(anyAlertStep, { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(anyStory(), alerts, async (story, steps) => {
        // Of alerts that come together, those that inhibit come first: that is another matter.
        const together = new DecideWorld({ ...policy, inhibit: [] });
        const alone = new DecideWorld({ ...policy, inhibit: [] });
        await tell(together, story);
        await tell(alone, story);
        await together.receive(...steps.map((step) => alertOf(together, step)));
        for (const step of steps) await alone.receive(alertOf(alone, step));
        await together.settle();
        await alone.settle();

        expect(withoutRevisions(await stateOf(together))).toEqual(
          withoutRevisions(await stateOf(alone)),
        );
      }),
      RUNS,
    );
  });

  it('in whatever order the labels come', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyStory(),
        fc.array(anyAlertStep, { maxLength: 4 }),
        async (story, steps) => {
          const one = new DecideWorld(policy);
          const other = new DecideWorld(policy);
          for (const world of [one, other]) await tell(world, story);
          await one.receive(...steps.map((step) => alertOf(one, step)));
          await other.receive(...steps.map((step) => turned(alertOf(other, step))));

          expect(await stateOf(other)).toEqual(await stateOf(one));
        },
      ),
      RUNS,
    );
  });

  it('whenever the same is decided again', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(), async (story) => {
        const world = new DecideWorld(policy, decideTwice);
        await tell(world, story);
      }),
      RUNS,
    );
  });
});

/** Each of another group, and each ends at another moment within half an hour. */
function many(world: DecideWorld): readonly Alert[] {
  return Array.from({ length: 603 }, (_, index) =>
    anAlert({
      labels: { alertname: index % 2 === 0 ? 'A' : 'B', instance: `${index}` },
      endsAt: instant(world.now + 1_000 + index * 2_999),
    }),
  );
}

/** The same alert, its labels told in another order; every source makes them canonical. */
function turned(alert: Alert): Alert {
  const labels = Object.fromEntries(Object.entries(alert.content.labels).reverse());
  return { ...alert, content: { ...alert.content, labels: canonicalLabels(labels) } };
}

/** Both see the same numbers. All rows are frozen, so that neither could change what it looks at. */
function decideTwice(decide: (snapshot: Snapshot) => Decision, snapshot: Snapshot): Decision {
  const numbers: number[] = [];
  const drawn = bound(snapshot, () => {
    const number = snapshot.nextNumber();
    numbers.push(number);
    return number;
  });
  const first = decide(drawn);
  const again = [...numbers];
  const second = decide(bound(snapshot, () => again.shift()!));

  expect(second).toEqual(first);
  return first;
}

function bound(snapshot: Snapshot, nextNumber: () => number): Snapshot {
  return {
    alert: (key) => snapshot.alert(key),
    incident: (id) => snapshot.incident(id),
    incidentNumbered: (number) => snapshot.incidentNumbered(number),
    latestOf: (key) => snapshot.latestOf(key),
    firingOf: (id) => snapshot.firingOf(id),
    firingAfter: (after, limit) => snapshot.firingAfter(after, limit),
    silence: (id) => snapshot.silence(id),
    silences: (now) => snapshot.silences(now),
    inhibiting: (key) => snapshot.inhibiting(key),
    inhibitedBy: (key, after, limit) => snapshot.inhibitedBy(key, after, limit),
    pace: (channel) => snapshot.pace(channel),
    storm: (id) => snapshot.storm(id),
    withheldByStorm: (storm, limit) => snapshot.withheldByStorm(storm, limit),
    mutedUntilDeploy: (project) => snapshot.mutedUntilDeploy(project),
    timer: (id) => snapshot.timer(id),
    delivery: (id) => snapshot.delivery(id),
    errorGroup: (id) => snapshot.errorGroup(id),
    mergedInto: (id) => snapshot.mergedInto(id),
    hasEvent: (id) => snapshot.hasEvent(id),
    release: (id) => snapshot.release(id),
    newestRelease: (project) => snapshot.newestRelease(project),
    nextNumber,
  };
}
