import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rate } from '../../src/config/settings.ts';
import { duration, hours, instant, minutes, plus, seconds } from '../../src/domain/time.ts';
import { admit, type Usage } from '../../src/http/rate.ts';

const T0 = instant(Date.UTC(2026, 0, 1));
const TEN_A_SECOND: Rate = { count: 10, per: seconds(1) };
const SEVEN_A_MINUTE: Rate = { count: 7, per: minutes(1) };

/** What becomes of requests, each at milliseconds from the beginning: how long it must wait, null: it passes. */
function waits(rate: Rate, requests: readonly (readonly [at: number, alerts: number])[]) {
  let usage: Usage | undefined;
  return requests.map(([at, alerts]) => {
    const admission = admit(usage, rate, { alerts, now: plus(T0, duration(at)) });
    usage = admission.usage;
    return admission.wait;
  });
}

describe('a rate', () => {
  it.each<readonly [string, Rate, [number, number][], (number | null)[]]>([
    ['lets one period pass at once', TEN_A_SECOND, [[0, 10]], [null]],
    [
      'counts alerts, however many requests bring them',
      TEN_A_SECOND,
      [
        [0, 4],
        [0, 6],
        [0, 1],
      ],
      [null, null, 100],
    ],
    [
      'is regained bit by bit',
      TEN_A_SECOND,
      [
        [0, 10],
        [300, 3],
        [300, 1],
      ],
      [null, null, 100],
    ],
    [
      'is regained no further than one period',
      TEN_A_SECOND,
      [
        [0, 1],
        [9_999, 10],
        [9_999, 1],
      ],
      [null, null, 100],
    ],
    [
      'takes a request whole or not at all',
      TEN_A_SECOND,
      [
        [0, 8],
        [0, 3],
        [0, 2],
      ],
      [null, 100, null],
    ],
    [
      'tells a wait in whole milliseconds',
      SEVEN_A_MINUTE,
      [
        [0, 7],
        [0, 1],
        [8_571, 1],
        [8_572, 1],
      ],
      [null, 8_572, 1, null],
    ],
    ['lets more than a period pass where nothing came before', TEN_A_SECOND, [[0, 25]], [null]],
    [
      'lets more than a period pass only when all is regained',
      TEN_A_SECOND,
      [
        [0, 1],
        [0, 25],
        [99, 25],
        [100, 25],
      ],
      [null, 100, 1, null],
    ],
    [
      'has the time pay for more than a period',
      TEN_A_SECOND,
      [
        [0, 25],
        [1_000, 1],
        [1_600, 1],
      ],
      [null, 600, null],
    ],
    [
      'lets nothing pass always',
      TEN_A_SECOND,
      [
        [0, 10],
        [0, 0],
      ],
      [null, null],
    ],
    [
      'gives nothing when the clock is set back',
      TEN_A_SECOND,
      [
        [5_000, 10],
        [0, 1],
        [100, 1],
      ],
      [null, 100, null],
    ],
  ])('%s', (_, rate, requests, expected) => {
    expect(waits(rate, requests)).toEqual(expected);
  });
});

const rates = fc.record({
  count: fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 999_999_999 })),
  per: fc.constantFrom(seconds(1), minutes(1), hours(1)),
});
const smallRates = fc.record({
  count: fc.integer({ min: 1, max: 50 }),
  per: rates.map(({ per }) => per),
});
const requests = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 100 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((sent) => {
    let at = 0;
    return sent.map(([after, alerts]): Request => {
      at += after;
      return { at, alerts };
    });
  });

interface Request {
  readonly at: number;
  readonly alerts: number;
}

/** The requests that pass, sent one after the other. */
function passing(rate: Rate, sent: readonly Request[]): readonly Request[] {
  const wait = waits(
    rate,
    sent.map(({ at, alerts }) => [at, alerts] as const),
  );
  return sent.filter((_, index) => wait[index] === null);
}

/** Whether these, which passed, are no more than fits into the time that they took, beyond so many at once. */
function fits(rate: Rate, passed: readonly Request[], atOnce: number): boolean {
  const [first, last] = [passed[0]?.at ?? 0, passed.at(-1)?.at ?? 0];
  const sum = passed.reduce((total, { alerts }) => total + alerts, 0);
  return sum * rate.per <= atOnce * rate.per + (last - first) * rate.count;
}

describe('of any rate', () => {
  it('no more passes in any stretch of time than it says, beyond one period or one great request', () => {
    fc.assert(
      fc.property(smallRates, requests, (rate, sent) => {
        const passed = passing(rate, sent);
        const atOnce = Math.max(rate.count, ...passed.map(({ alerts }) => alerts));
        for (const from of passed.keys()) {
          for (const to of passed.keys()) {
            expect(fits(rate, passed.slice(from, to + 1), atOnce)).toBe(true);
          }
        }
      }),
    );
  });

  it('whoever waits as long as told passes, and not a millisecond sooner', () => {
    const alerts = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(rates, alerts, alerts, (rate, before, wanted) => {
        const { usage } = admit(undefined, rate, { alerts: before, now: T0 });
        const { wait, usage: refused } = admit(usage, rate, { alerts: wanted, now: T0 });
        if (wait === null) return;
        const waitAfter = (time: number) =>
          admit(refused, rate, { alerts: wanted, now: plus(T0, duration(time)) }).wait;

        expect(waitAfter(wait)).toBeNull();
        expect(waitAfter(wait - 1)).not.toBeNull();
      }),
    );
  });
});
