import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/budgets/ledger.ts';
import { duration, type Instant, instant, plus, seconds } from '../../src/domain/time.ts';
import { freeAt, type Limit } from '../../src/engine/delivery/budget.ts';

const LIMIT: Limit = { burst: 3, every: seconds(1) };

/** Long after whatever a new ledger takes for granted. */
const START: Instant = instant(Date.UTC(2026, 1, 10));

/** What every ledger promises. `open` answers ledgers that share one record, of which nothing is spent at the start. */
export function ledgerContract(name: string, open: (count: number) => Promise<Ledger[]>): void {
  const one = async (): Promise<Ledger> => {
    const [ledger] = await open(1);
    if (!ledger) throw new Error('There is no ledger.');
    return ledger;
  };
  const takes = async (ledger: Ledger, count: number, now: Instant) => {
    const taken = [];
    for (let index = 0; index < count; index += 1) taken.push(await ledger.take('a', LIMIT, now));
    return taken.map(({ granted }) => granted);
  };

  describe(`${name} keeps the ledger contract`, () => {
    it('grants a burst at once, then one at a time', async () => {
      const ledger = await one();
      expect(await takes(ledger, 4, START)).toEqual([true, true, true, false]);
      expect(await takes(ledger, 2, plus(START, seconds(1)))).toEqual([true, false]);
    });

    it('grants the whole burst again after a rest', async () => {
      const ledger = await one();
      await takes(ledger, 3, START);
      expect(await takes(ledger, 4, plus(START, seconds(60)))).toEqual([true, true, true, false]);
    });

    it('says when the next is free', async () => {
      const ledger = await one();
      await takes(ledger, 3, START);
      const { granted, spent } = await ledger.take('a', LIMIT, START);
      expect([granted, freeAt(spent, LIMIT)]).toEqual([false, plus(START, seconds(1))]);
    });

    it('keeps budgets apart by their keys', async () => {
      const ledger = await one();
      await takes(ledger, 3, START);
      expect((await ledger.take('b', LIMIT, START)).granted).toBe(true);
    });

    it('grants a person more than the limit, and makes the others wait for it', async () => {
      const ledger = await one();
      await takes(ledger, 3, START);
      expect((await ledger.force('a', LIMIT, START)).granted).toBe(true);
      expect(await takes(ledger, 1, plus(START, seconds(1)))).toEqual([false]);
      expect(await takes(ledger, 1, plus(START, seconds(2)))).toEqual([true]);
    });

    it('grants nobody anything while Slack says to wait, and keeps the latest of what it says', async () => {
      const ledger = await one();
      await ledger.close('a', plus(START, seconds(30)));
      const spent = await ledger.close('a', plus(START, seconds(10)));
      const [early, forced, late] = [
        await ledger.take('a', LIMIT, plus(START, seconds(29))),
        await ledger.force('a', LIMIT, plus(START, seconds(29))),
        await ledger.force('a', LIMIT, plus(START, seconds(30))),
      ];
      expect(spent.closedUntil).toBe(plus(START, seconds(30)));
      expect([early.granted, forced.granted, late.granted]).toEqual([false, false, true]);
    });

    it('never grants more than the limit allows in any window, whoever asks', async () => {
      await fc.assert(
        fc.asyncProperty(limits, asks, async (limit, rounds) => {
          const granted = await grantsOf(await open(3), limit, rounds);
          expect(overspent(granted, limit)).toEqual([]);
        }),
        { numRuns: 30 },
      );
    });
  });
}

const limits = fc.record({
  burst: fc.integer({ min: 1, max: 5 }),
  every: fc.integer({ min: 1, max: 3_000 }).map(duration),
});

const asks = fc.array(
  fc.record({
    rest: fc.integer({ min: 0, max: 4_000 }),
    askers: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 12 },
);

type Round = typeof asks extends fc.Arbitrary<(infer Each)[]> ? Each : never;

/** When what was granted was, of what these ledgers were asked side by side. */
async function grantsOf(ledgers: readonly Ledger[], limit: Limit, rounds: readonly Round[]) {
  const granted: Instant[] = [];
  let now = START;
  for (const { rest, askers } of rounds) {
    now = plus(now, duration(rest));
    const taken = await Promise.all(askers.map((asker) => ledgers[asker]?.take('a', limit, now)));
    for (const each of taken) if (each?.granted) granted.push(now);
  }
  return granted;
}

/** The windows from one grant to another in which there were more than the burst and one for each `every`. */
function overspent(granted: readonly Instant[], { burst, every }: Limit): readonly string[] {
  return granted.flatMap((from, first) =>
    granted.slice(first).flatMap((to, later) => {
      const allowed = burst + Math.floor((to - from) / every);
      return later + 1 > allowed ? [`${later + 1} of ${allowed} in ${to - from} ms`] : [];
    }),
  );
}
