import { describe, expect, test } from 'vitest';
import { lastingParts } from './lasting-parts.ts';

describe('the lasting parts of an error card', () => {
  test.each([
    ['bars and trend', 'shown', '▁▃█ 24 in 1 h, rising', '▁▁█ 24 in 1 h, steady'],
    ['counts of what is over', 'drawn later', '1 time, 1 user', '1,003 times, 2 users'],
  ] as const)('are without %s', (_title, counts, one, other) => {
    expect(lastingParts([{ text: one }], counts)).toEqual(lastingParts([{ text: other }], counts));
  });

  test.each([
    ['the counts of what is open', 'shown', '24 in 1 h', '25 in 1 h'],
    ['the state of what is over', 'drawn later', 'Resolved: X', 'Error: X'],
  ] as const)('have %s', (_title, counts, one, other) => {
    expect(lastingParts(one, counts)).not.toEqual(lastingParts(other, counts));
  });
});
