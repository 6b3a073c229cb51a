import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { freeAt, LIMITS, spend, UNSPENT } from '../../src/engine/delivery/budget.ts';
import { cleanStory, deed, post, START } from './clean-story.ts';
import { ALLOWED, budgetFaults } from './verdict/budget.ts';

/** Posts as a process that keeps to the budget sends them, when it is asked to at these times. */
function kept(wishes: readonly number[]): readonly number[] {
  let spent = UNSPENT;
  return wishes.map((wish) => {
    const at = instant(Math.max(START + wish, freeAt(spent, LIMITS.post)));
    spent = spend(spent, LIMITS.post, at);
    return at - START;
  });
}

const wishes = fc
  .array(fc.nat(20_000), { maxLength: 60 })
  .map((times) => [...times].sort((a, b) => a - b));
const atOnce = (count: number) => Array.from({ length: count }, (_, n) => post(`k${n}`, n));

describe('the check of what was sent to Slack', () => {
  test('whoever keeps to the budget is never found to have exceeded it', () => {
    fc.assert(
      fc.property(wishes, (times) => {
        const posts = kept(times).map((at, n) => post(`k${n}`, at));
        expect(budgetFaults(cleanStory({ posts }))).toEqual([]);
      }),
    );
  });

  test.each([
    ['two that each spend all of it at once', atOnce(2 * LIMITS.post.burst), {}],
    ['refused posts count as well', atOnce(6).map((each) => ({ ...each, ts: null })), {}],
    ['one more than a forced one', atOnce(7), { presses: [START] }],
  ])('%s: it is found', (_title, posts, given) => {
    expect(budgetFaults(cleanStory({ posts, ...given }))).toHaveLength(1);
  });

  test.each([
    [
      'answers to a person are no delivery',
      { posts: atOnce(9).map((each) => ({ ...each, key: '' })) },
    ],
    ['a press forces one more', { presses: [START] }],
    ['a paused bot sends what it had in hand', { deeds: [deed('pause bot', -20_000, 0, 1)] }],
    ['a process alone forgets what it spent', { alone: true, starts: [{ bot: 0, at: START }] }],
  ])('%s: that is allowed', (_title, given) => {
    const posts = atOnce(LIMITS.post.burst + ALLOWED.jitter + 1);
    expect(budgetFaults(cleanStory({ posts }))).toHaveLength(1);
    expect(budgetFaults(cleanStory({ posts, ...given }))).toEqual([]);
  });
});
