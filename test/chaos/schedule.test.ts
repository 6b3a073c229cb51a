import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../crash/random.ts';
import { type Planned, scheduleFrom, stretchesFrom } from './schedule.ts';

const TEN_MINUTES = 600_000;
const CLUSTER = { milliseconds: TEN_MINUTES, bots: 3, alone: false };

function isSameTarget(a: Planned, b: Planned): boolean {
  return a.bot === b.bot && (a.bot !== null || a.kind === b.kind);
}

describe('what is planned to go wrong', () => {
  test('is the same for the same seed, and another for another', () => {
    const plan = (seed: string) => scheduleFrom(randomFrom(seed), CLUSTER);
    expect(plan('a')).toEqual(plan('a'));
    expect(plan('a')).not.toEqual(plan('b'));
  });

  test('ten minutes have every kind of trouble, one every few seconds', () => {
    const plan = scheduleFrom(randomFrom('ten'), CLUSTER);
    const kinds = new Set(plan.map(({ kind }) => kind));
    expect(kinds.size).toBe(8);
    expect(plan.length).toBeGreaterThan(50);
    expect(plan.some(({ empty }) => empty)).toBe(true);
  });

  test('never hurts one target twice at once, and has healed all before the end', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 30_000, max: TEN_MINUTES }),
        (seed, milliseconds) => {
          const plan = scheduleFrom(randomFrom(seed), { ...CLUSTER, milliseconds });
          for (const [place, each] of plan.entries()) {
            expect(each.at + each.lasts).toBeLessThan(milliseconds);
            const later = plan.slice(place + 1).filter((other) => isSameTarget(each, other));
            for (const other of later) expect(other.at).toBeGreaterThan(each.at + each.lasts);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('a pause outlasts the lease of 15 s, and a cut lasts 5 to 25 s', () => {
    const plan = scheduleFrom(randomFrom('long'), CLUSTER);
    for (const { kind, lasts } of plan) {
      if (kind === 'pause bot') expect(lasts).toBeGreaterThan(15_000);
      if (!kind.startsWith('cut')) continue;
      expect(lasts).toBeGreaterThanOrEqual(5_000);
      expect(lasts).toBeLessThanOrEqual(25_000);
    }
  });

  test('a bot alone is not cut off from what it does not have', () => {
    const plan = scheduleFrom(randomFrom('alone'), { ...CLUSTER, bots: 1, alone: true });
    const kinds = [...new Set(plan.map(({ kind }) => kind))].sort();
    expect(kinds).toEqual(['cut slack', 'kill bot', 'pause bot']);
    expect(plan.every(({ bot }) => bot === 0)).toBe(true);
  });

  test('the trouble of Slack comes in stretches that do not overlap, and ends before the end', () => {
    const stretches = stretchesFrom(randomFrom('slack'), TEN_MINUTES);
    expect(new Set(stretches.map(({ kind }) => kind)).size).toBeGreaterThan(4);
    for (const [place, { at, lasts }] of stretches.entries()) {
      expect(at + lasts).toBeLessThan(stretches[place + 1]?.at ?? TEN_MINUTES);
    }
  });
});
