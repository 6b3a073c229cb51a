import fc from 'fast-check';
import type { Alert } from '../../src/domain/alert.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { duration, hours, type Instant, instant, minutes, seconds } from '../../src/domain/time.ts';
import { anAlert, aPolicy, aRoute, below } from '../support/builders.ts';
import type { DecideWorld } from '../support/decide-world.ts';

/** One thing that happens in a world without people. */
export type Step =
  | { readonly kind: 'fire'; readonly which: readonly number[] }
  | { readonly kind: 'resolve'; readonly which: readonly number[] }
  | { readonly kind: 'silence'; readonly which: number; readonly minutes: number }
  | { readonly kind: 'wait'; readonly ms: number };

const anyOf = fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 });

/** Waits are odd, so that nothing is due just when something arrives: ties have no order that is promised. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: anyOf.map((which): Step => ({ kind: 'fire', which })), weight: 6 },
  { arbitrary: anyOf.map((which): Step => ({ kind: 'resolve', which })), weight: 3 },
  {
    arbitrary: fc
      .record({ which: fc.nat(5), minutes: fc.constantFrom(3, 31, 300) })
      .map((silence): Step => ({ kind: 'silence', ...silence })),
    weight: 1,
  },
  {
    arbitrary: fc
      .record({ about: fc.constantFrom(3, 20, 70, 200, 700, 20_000), odd: fc.nat(990) })
      .map(({ about, odd }): Step => ({ kind: 'wait', ms: about * 1_000 + odd + 3 })),
    weight: 7,
  },
);

/** A story without people, without words that change. */
export const anyQuietStory = fc.array(anyStep, { minLength: 1, maxLength: 40 });

const SEVERITY = ['critical', 'warning', 'warning', 'error', 'info', 'critical'] as const;

/** The alert with this number: each has its own way to say when it ends. */
function alertOf(which: number, status: Alert['status'], now: Instant): Alert {
  const labels = { alertname: which < 4 ? 'A' : 'B', instance: `host-${which}` };
  const ends = [
    {},
    { resolveTimeout: minutes(5) },
    { endsAt: instant(now + 240_000) },
    { dedupKey: 'mine', resolveTimeout: minutes(40) },
  ][which % 4];
  const stays = status === 'firing' ? ends : which % 4 === 3 ? { dedupKey: 'mine' } : {};
  return anAlert({ labels, status, severity: SEVERITY[which] ?? 'info', ...stays });
}

/** What comes at the same time is taken to have come together. */
const MOMENT = duration(1);

/** Lets one step of a story happen. */
export async function take(world: DecideWorld, step: Step): Promise<void> {
  switch (step.kind) {
    case 'fire':
      await world.receive(...step.which.map((which) => alertOf(which, 'firing', world.now)));
      await world.advance(MOMENT);
      return;
    case 'resolve':
      await world.receive(...step.which.map((which) => alertOf(which, 'resolved', world.now)));
      await world.advance(MOMENT);
      return;
    case 'silence':
      // Alone at its time, since a replay cannot know what came first.
      await world.advance(seconds(1));
      await world.silence({
        matchers: `instance="host-${step.which}"`,
        for: `${step.minutes}m`,
      });
      await world.advance(seconds(1));
      return;
    case 'wait':
      await world.advance(duration(step.ms));
  }
}

const root = aRoute({ mention: '@oncall', escalation: 'default', groupWait: seconds(10) });

/** Policies that use each part of the engine. */
export const POLICIES: readonly (readonly [string, Policy])[] = [
  ['the plain one', aPolicy()],
  ['one with waits, thresholds and calls', waiting()],
  ['one with storms and flapping', stormy()],
  ['one with inhibition, rules and two ways', branching()],
];

function waiting(): Policy {
  const notifyWhen = { of: 'occurrences', count: 2, within: minutes(10), errors: [] } as const;
  const escalations = [{ name: 'default', steps: [{ after: minutes(7), notify: '@leads' }] }];
  const child = below(root, 'alertname="A"', { notifyWhen, groupInterval: seconds(30) });
  return aPolicy({ ...root, routes: [child] }, { escalations });
}

function stormy(): Policy {
  return aPolicy(
    { groupBy: 'all', resolveAfter: seconds(20), reopenWithin: hours(1) },
    {
      storm: { incidents: 2, within: minutes(1) },
      flapping: { changes: 3, within: minutes(20), quiet: minutes(10) },
    },
  );
}

function branching(): Policy {
  const [first, second] = [
    below(root, 'alertname="A"', { goesOn: true, channel: '#a' }),
    below(root, 'instance=~"host-[0-2]"', { channel: '#few', groupBy: [] }),
  ];
  const equal = { place: 'quell.yml line 1', equal: [] } as const;
  const [source, target] = [matching('instance="host-0"'), matching('instance="host-1"')];
  return aPolicy(
    { ...root, routes: [first, second] },
    {
      inhibit: [{ ...equal, source, target }],
      rules: [
        {
          place: 'quell.yml line 2',
          match: matching('instance="host-5"'),
          action: { type: 'ignore' },
        },
        {
          place: 'quell.yml line 3',
          match: matching('instance="host-4"'),
          action: { type: 'set', labels: {}, severity: 'critical', title: 'Set' },
        },
      ],
    },
  );
}

function matching(text: string) {
  return below(root, text).match;
}
