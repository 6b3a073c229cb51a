import fc from 'fast-check';
import type { IncidentVerb } from '../../src/domain/command.ts';
import { SEVERITIES } from '../../src/domain/severity.ts';

/** An alert as a step of a story: times are relative, so that it can be told at any moment. */
export interface AlertStep {
  readonly name: string;
  readonly instance: string;
  readonly status: 'firing' | 'resolved';
  readonly severity: (typeof SEVERITIES)[number];
  readonly words: string;
  readonly keyed: boolean;
  /** Minutes before now; null: not told. */
  readonly started: number | null;
  /** `timeout`, minutes after now (or before, when negative), or not told. */
  readonly ends: 'timeout' | number | null;
}

/** One thing that happens. */
export type Step =
  | { readonly kind: 'alerts'; readonly alerts: readonly AlertStep[] }
  | {
      readonly kind: 'ask';
      readonly verb: IncidentVerb;
      readonly number: number;
      readonly minutes: number | null;
    }
  | { readonly kind: 'open' }
  | {
      readonly kind: 'silence';
      readonly matchers: string;
      readonly from: number;
      readonly minutes: number;
    }
  | { readonly kind: 'unsilence'; readonly index: number }
  | { readonly kind: 'wait'; readonly ms: number };

const VERBS: readonly IncidentVerb[] = [
  'acknowledge',
  'unacknowledge',
  'assign',
  'mute',
  'unmute',
  'resolve',
  'reopen',
  'note',
  'fix',
  'pin',
  'severity',
  'refresh',
];

/** Of two names and two hosts, so that the same alerts meet again and again. */
export const anyAlertStep: fc.Arbitrary<AlertStep> = fc.record({
  name: fc.constantFrom('A', 'B'),
  instance: fc.constantFrom('1', '2'),
  status: often('firing' as const, 'resolved' as const),
  severity: often('warning' as const, ...SEVERITIES),
  words: often('same', 'other'),
  keyed: often(false, true),
  started: often(null, 0, 1, 90, 2_000),
  ends: often<AlertStep['ends']>(null, 'timeout', 7, -7),
});

/** Mostly the first value, now and then one of the others. */
function often<T>(first: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { arbitrary: fc.constant(first), weight: 3 },
    { arbitrary: fc.constantFrom(...others), weight: 2 },
  );
}

/** Waits that end between the times at which things are due: ties have no order that is promised. */
const anyWait = fc
  .record({
    about: fc.constantFrom(0, 30, 110, 150, 400, 3_500, 90_000, 600_000),
    odd: fc.integer({ min: 1, max: 997 }),
  })
  .map(({ about, odd }): Step => ({ kind: 'wait', ms: about * 1_000 + odd }));

/** What only happens at an instant, without time that passes. */
const anyDeed: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc
      .array(anyAlertStep, { minLength: 1, maxLength: 3 })
      .map((alerts): Step => ({ kind: 'alerts', alerts })),
    weight: 8,
  },
  {
    arbitrary: fc
      .record({
        verb: fc.constantFrom(...VERBS),
        number: fc.integer({ min: 1, max: 3 }),
        minutes: fc.constantFrom(null, 13, 61),
      })
      .map((ask): Step => ({ kind: 'ask', ...ask })),
    weight: 6,
  },
  { arbitrary: fc.constant<Step>({ kind: 'open' }), weight: 1 },
  {
    arbitrary: fc
      .record({
        matchers: fc.constantFrom('alertname="A"', 'instance="1"', 'instance=~"1|2"'),
        from: fc.constantFrom(0, 0, 17),
        minutes: fc.constantFrom(5, 41, 2_000),
      })
      .map((silence): Step => ({ kind: 'silence', ...silence })),
    weight: 2,
  },
  { arbitrary: fc.nat(3).map((index): Step => ({ kind: 'unsilence', index })), weight: 1 },
);

/** A story of up to so many steps. */
export function anyStory(maxLength = 14): fc.Arbitrary<readonly Step[]> {
  const step = fc.oneof({ arbitrary: anyDeed, weight: 3 }, { arbitrary: anyWait, weight: 2 });
  return fc.array(step, { minLength: 1, maxLength });
}
