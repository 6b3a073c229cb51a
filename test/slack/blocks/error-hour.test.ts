import { describe, expect, it } from 'vitest';
import type { ErrorGroup } from '../../../src/domain/error-group.ts';
import { hourOf, hourSentence, hourWords } from '../../../src/slack/blocks/errors/hour.ts';
import { counted, theError, theGroup, users } from './error-models.ts';
import { at } from './models.ts';

const RISING = [1, 1, 1, 1, 1, 1, 1, 20, 30, 40];
const FALLING = [...RISING].reverse();
const EVEN = Array<number>(10).fill(9);
const IN_THE_HOUR = 97;

/** A group of which so many events came in the last hour. */
function group(perStretch: readonly number[], changes: Partial<ErrorGroup> = {}): ErrorGroup {
  return theGroup({ users: users(0), minutes: counted(perStretch), events: 5_000, ...changes });
}

describe('the last hour of an error', () => {
  it.each([
    ['rises', RISING, '97 in 1 h, rising, 5,000 in all'],
    ['falls', FALLING, '97 in 1 h, falling, 5,000 in all'],
    ['is steady', EVEN, '90 in 1 h, steady, 5,000 in all'],
    [
      'rises after a long silence',
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 30],
      '30 in 1 h, rising, 5,000 in all',
    ],
    ['has too few to say', [1, 0, 0, 0, 0, 0, 0, 0, 0, 12], '13 in 1 h, 5,000 in all'],
    ['has none', [], 'none in 1 h, 5,000 in all'],
  ])('%s', (_, perStretch, words) => {
    expect(hourWords(hourOf(group(perStretch), theError(), at('14:40')))).toBe(words);
  });

  it.each([
    ['rises', [0, 0, 0, 0, 0, 0, 0, 20, 30, 47]],
    ['falls', [0, 0, 0, 0, 60, 20, 10, 5, 1, 1]],
  ])('says nothing of how it %s while the error is younger', (_, perStretch) => {
    const hour = hourOf(group(perStretch, { events: IN_THE_HOUR }), theError(), at('14:40'));

    expect(hourWords(hour)).toBe('97 in 1 h');
    expect(hourSentence(hour)).toBe('97 times in the last hour');
  });
});
