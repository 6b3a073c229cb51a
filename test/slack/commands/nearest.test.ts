import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../../src/nearest.ts';

const WORDS = ['list', 'show', 'new', 'ack', 'assign', 'mute', 'unmute', 'resolve', 'silence'];

describe('the nearest right word', () => {
  it.each([
    ['two letters are swapped', 'resovle', 'resolve'],
    ['one is missing', 'asign', 'assign'],
    ['one is too many', 'mutee', 'mute'],
    ['one is another', 'shiw', 'show'],
    ['the word was only begun', 'res', 'resolve'],
    ['the case is another', 'RESOLV', 'resolve'],
  ])('is found when %s', (_, typed, meant) => {
    expect(nearest(typed, WORDS)).toBe(meant);
  });

  it.each(['login', 'everything', 'x', '12'])('is none for %s', (typed) => {
    expect(nearest(typed, WORDS)).toBeUndefined();
  });

  it('is the word itself where it is known', () => {
    for (const word of WORDS) expect(nearest(word, WORDS)).toBe(word);
  });
});

describe('the distance of two words', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

  it('is nothing for the same word and the same in both directions', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
      }),
    );
  });

  it('is at most the longer word, at least the difference of their lengths', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});
