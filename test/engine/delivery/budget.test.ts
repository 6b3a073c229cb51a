import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duration, type Instant, instant, plus, seconds } from '../../../src/domain/time.ts';
import {
  close,
  freeAt,
  LIMITS,
  type Limit,
  type Spent,
  spend,
  UNSPENT,
} from '../../../src/engine/delivery/budget.ts';
import { at } from '../../support/state.ts';

const LIMIT: Limit = { burst: 3, every: seconds(2) };

function spendOften(times: number, now: Instant, from: Spent = UNSPENT): Spent {
  let spent = from;
  for (let time = 0; time < times; time += 1) spent = spend(spent, LIMIT, now);
  return spent;
}

describe('a budget', () => {
  it.each<[string, Spent, number]>([
    ['that nobody has touched is free at once', UNSPENT, 0],
    ['is free at once until the burst is spent', spendOften(2, at(0)), 0],
    ['is closed for one interval after the burst', spendOften(3, at(0)), 2],
    ['is closed for longer after more than the burst', spendOften(5, at(0)), 6],
    ['is whole again after a pause', spendOften(2, at(60), spendOften(3, at(0))), 60],
    ['is partly whole after a shorter pause', spendOften(1, at(2), spendOften(3, at(0))), 4],
    ['is closed as long as Slack says', close(UNSPENT, at(30)), 30],
    ['is closed until the later of two such times', close(close(UNSPENT, at(30)), at(20)), 30],
    ['stays closed when it is spent all the same', spend(close(UNSPENT, at(30)), LIMIT, at(0)), 30],
    ['is closed by what was spent where that is later', close(spendOften(5, at(0)), at(1)), 6],
  ])('%s', (_, spent, expected) => {
    expect(Math.max(freeAt(spent, LIMIT), at(0))).toBe(at(expected));
  });

  it('never gives more than the burst and one an interval, in any stretch of time', () => {
    const pauses = fc.array(fc.nat(5_000), { maxLength: 60 });
    fc.assert(
      fc.property(pauses, fc.nat(59), (waits, from) => {
        const done: Instant[] = [];
        let spent = UNSPENT;
        let now = at(0);
        for (const wait of waits) {
          now = instant(Math.max(plus(now, duration(wait)), freeAt(spent, LIMIT)));
          spent = spend(spent, LIMIT, now);
          done.push(now);
        }
        const stretch = done.slice(from);
        const length = (stretch.at(-1) ?? 0) - (stretch[0] ?? 0);

        expect(stretch.length).toBeLessThanOrEqual(LIMIT.burst + Math.floor(length / LIMIT.every));
      }),
      { numRuns: 100 },
    );
  });

  it('keeps below what Slack takes: one message a second a channel, fifty calls a minute', () => {
    expect(LIMITS.post.every).toBeGreaterThanOrEqual(seconds(1));
    expect(60_000 / LIMITS.history.every).toBeLessThanOrEqual(50);
  });
});
