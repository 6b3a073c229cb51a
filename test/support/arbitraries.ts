import fc from 'fast-check';
import type { IncidentVerb } from '../../src/domain/command.ts';
import type { Level } from '../../src/domain/error-event.ts';
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

/** An event of an error as a step of a story. */
export interface ErrorStep {
  readonly type: string;
  readonly environment: string;
  readonly release: string;
  readonly level: Level;
  readonly user: string;
}

/** One thing that happens. */
export type Step =
  | { readonly kind: 'alerts'; readonly alerts: readonly AlertStep[] }
  | { readonly kind: 'errors'; readonly errors: readonly ErrorStep[] }
  | { readonly kind: 'release'; readonly version: string }
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
  'ignore',
  'merge',
  'split',
  'resolve',
  'reopen',
  'note',
  'fix',
  'pin',
  'change',
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

/** Of two errors and two users, so that the same ones meet again and again. */
export const anyErrorStep: fc.Arbitrary<ErrorStep> = fc.record({
  type: fc.constantFrom('KeyError', 'ValueError'),
  environment: often('production', '', 'staging'),
  release: often('1.4.2', '', '1.4.1', '1.5.0'),
  level: often('error' as const, 'warning', 'fatal'),
  user: often('', 'ann', 'bob'),
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
      .array(anyErrorStep, { minLength: 1, maxLength: 3 })
      .map((errors): Step => ({ kind: 'errors', errors })),
    weight: 6,
  },
  {
    arbitrary: fc
      .constantFrom('1.4.1', '1.5.0', '1.6.0')
      .map((version): Step => ({ kind: 'release', version })),
    weight: 1,
  },
  {
    arbitrary: fc
      .record({
        verb: fc.constantFrom(...VERBS),
        number: fc.integer({ min: 1, max: 4 }),
        minutes: fc.constantFrom(null, 13, 61),
      })
      .map((ask): Step => ({ kind: 'ask', ...ask })),
    weight: 6,
  },
  { arbitrary: fc.constant<Step>({ kind: 'open' }), weight: 1 },
  {
    arbitrary: fc
      .record({
        matchers: fc.constantFrom(
          'alertname="A"',
          'instance="1"',
          'instance=~"1|2"',
          'release="1.4.2"',
        ),
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
