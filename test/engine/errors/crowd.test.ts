import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Crowd } from '../../../src/domain/error-group.ts';
import {
  COUNTED_EXACTLY,
  joinedCrowds,
  NOBODY,
  usersIn,
  usersStruck,
  withUser,
} from '../../../src/engine/errors/crowd.ts';

const crowdOf = (keys: readonly string[]): Crowd => keys.reduce(withUser, NOBODY);
const users = (count: number, prefix = 'user-') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** So few names that they meet, or so many that they are estimated. */
const anyUsers = fc
  .tuple(fc.integer({ min: 0, max: 160 }), fc.array(fc.integer({ min: 0, max: 400 })))
  .map(([count, more]) => [...users(count), ...more.map((index) => `user-${index}`)]);

describe('a crowd', () => {
  it('is counted exactly up to its bound, each user once', () => {
    expect(usersIn(NOBODY)).toBe(0);
    expect(usersIn(crowdOf(['ann', 'bob', 'ann']))).toBe(2);
    expect(usersIn(crowdOf(users(COUNTED_EXACTLY)))).toBe(COUNTED_EXACTLY);
  });

  it('keeps nobody by name', () => {
    expect(JSON.stringify(crowdOf(['ann@example.com']))).not.toContain('ann');
  });

  it('is the same object when nobody new comes', () => {
    for (const crowd of [crowdOf(users(5)), crowdOf(users(500))]) {
      expect(withUser(crowd, 'user-3')).toBe(crowd);
    }
  });

  it('takes about a kilobyte however many they are', () => {
    expect(JSON.stringify(crowdOf(users(COUNTED_EXACTLY))).length).toBeLessThan(2_000);
    expect(JSON.stringify(crowdOf(users(5_000))).length).toBeLessThan(1_100);
  });

  it.each([
    [101, 'user-'],
    [250, ''],
    [1_000, ''],
    [3_000, 'user-'],
    [5_000, ''],
    [20_000, 'someone@example.com '],
  ])('of %i is estimated within a tenth (%s…)', (count, prefix) => {
    const estimate = usersIn(crowdOf(users(count, prefix)));
    expect(Math.abs(estimate - count) / count).toBeLessThan(0.1);
  });

  it('is the same whoever came first', () => {
    fc.assert(
      fc.property(anyUsers, (keys) => {
        expect(crowdOf(keys.toReversed())).toEqual(crowdOf(keys));
      }),
      { numRuns: 30 },
    );
  });

  it('joined with another has the users of both, each once', () => {
    fc.assert(
      fc.property(anyUsers, anyUsers, (some, others) => {
        const joined = joinedCrowds(crowdOf(some), crowdOf(others));
        expect(joined).toEqual(crowdOf([...some, ...others]));
        expect(joinedCrowds(crowdOf(others), crowdOf(some))).toEqual(joined);
      }),
      { numRuns: 50 },
    );
  });

  it('never gets smaller when somebody comes', () => {
    let [crowd, before] = [NOBODY, 0];
    for (const key of users(3_000)) {
      crowd = withUser(crowd, key);
      const now = usersIn(crowd);
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
  });
});

it('an estimate says no more users than there were events', () => {
  const users = Array.from({ length: 101 }, (_, user) => `u${user}`).reduce(withUser, NOBODY);

  expect(usersStruck({ users, events: 90 })).toBe(90);
  expect(usersStruck({ users, events: 1_000 })).toBe(usersIn(users));
  expect(usersStruck({ users: withUser(NOBODY, 'a'), events: 0 })).toBe(1);
});
