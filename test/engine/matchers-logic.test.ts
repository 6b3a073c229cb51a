import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Matcher } from '../../src/domain/matcher.ts';
import {
  contradiction,
  isFault,
  isSubset,
  matchesAll,
  parseMatchers,
} from '../../src/engine/matchers.ts';

function read(text: string): readonly Matcher[] {
  const matchers = text === '' ? [] : parseMatchers(text);
  if (isFault(matchers)) throw new Error(matchers.fault);
  return matchers;
}

describe('matchers that can never agree', () => {
  it.each([
    ['two values', 'a=x,a=y', 'a="x" and a="y"'],
    ['a value and its opposite', 'a=x,b=z,a!=x', 'a="x" and a!="x"'],
    ['a value and none', 'a=x,a=""', 'a="x" and a=""'],
    ['no value and something', 'a="",a=~".+"', 'a="" and a=~".+"'],
    ['a value and others', 'a=x,a=~"y|z"', 'a="x" and a=~"y|z"'],
    ['a value and a pattern', 'a=~"[yz]+",a=x', 'a="x" and a=~"[yz]+"'],
    ['a value that is excluded', 'a=x,a!~"x|y"', 'a="x" and a!~"x|y"'],
    ['values without one in common', 'a=~"x|y",a=~"z|w"', 'a=~"x|y" and a=~"z|w"'],
    ['a pattern and its opposite', 'a=~"[xy]",a!~"[xy]"', 'a=~"[xy]" and a!~"[xy]"'],
    ['values that are excluded one by one', 'a=~"x|y",a!=x,a!=y', 'a=~"x|y" and a!="x" and a!="y"'],
  ])('%s: %s', (_, text, shown) => {
    expect(contradiction(read(text))).toBe(
      `${shown} never hold together, so nothing would ever match. Take one of them away`,
    );
  });

  it.each([
    ['none', ''],
    ['values of two labels', 'a=x,b=y'],
    ['a value twice', 'a=x,a=x'],
    ['a value and a pattern for it', 'a=x,a=~"x|y"'],
    ['values with one in common', 'a=~"x|y",a=~"y|z"'],
    ['two patterns', 'a=~"x.*",a=~"y.*"'],
    ['two excluded values', 'a!=x,a!=y'],
    ['no value, and not a certain one', 'a="",a!=x'],
  ])('are not these: %s', (_, text) => {
    expect(contradiction(read(text))).toBeUndefined();
  });
});

describe('matchers that others surely imply', () => {
  it.each([
    ['none at all', 'a=x', ''],
    ['the same', 'a=x,b=~"y.*"', 'b=~"y.*"'],
    ['one of several', 'a=x,b=y', 'a=x'],
    ['a value that a pattern takes', 'a=x,b=y', 'a=~"x|y|z"'],
    ['a value that is not excluded', 'a=x', 'a!=y,a!~"z.*"'],
    ['values that a pattern takes', 'a=~"x1|x2"', 'a=~"x.*"'],
    ['values that are left', 'a=~"x|y",a!=y', 'a=x'],
    ['a missing label', 'a=""', 'a!=x'],
  ])('%s: %j lies within %j', (_, narrow, wide) => {
    expect(isSubset(read(narrow), read(wide))).toBe(true);
  });

  it.each([
    ['another label', 'a=x', 'b=x'],
    ['another value', 'a=x', 'a=y'],
    ['less than it asks for', 'a=x', 'a=x,b=y'],
    ['more values', 'a=~"x|y"', 'a=x'],
    ['patterns of which nothing is known', 'a=~"[xy]"', 'a=~"[xyz]"'],
    ['nothing', '', 'a=x'],
  ])('not %s: %j is not within %j', (_, narrow, wide) => {
    expect(isSubset(read(narrow), read(wide))).toBe(false);
  });
});

const values = ['', 'x', 'y', 'xy', 'z'];
const matcher: fc.Arbitrary<Matcher> = fc.oneof(
  fc.record({
    name: fc.constantFrom('a', 'b'),
    operator: fc.constantFrom('=' as const, '!=' as const),
    value: fc.constantFrom(...values),
  }),
  fc.record({
    name: fc.constantFrom('a', 'b'),
    operator: fc.constantFrom('=~' as const, '!~' as const),
    value: fc.constantFrom('x|y', '|x', 'x.*', '.+', '.*', '(x|)y', '[xy]+', 'z|xy'),
  }),
);
const several = fc.array(matcher, { maxLength: 4 });
const everyAlert = values.flatMap((a) => values.map((b) => ({ a, b })));

describe('what is said about matchers', () => {
  it('is never that nothing matches where something does', () => {
    fc.assert(
      fc.property(several, (matchers) => {
        const some = everyAlert.some((labels) => matchesAll(matchers, labels));

        expect(some && contradiction(matchers) !== undefined).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never that they lie within others where one alert matches the former only', () => {
    fc.assert(
      fc.property(several, several, (narrow, wide) => {
        const outside = everyAlert.some(
          (labels) => matchesAll(narrow, labels) && !matchesAll(wide, labels),
        );

        expect(outside && isSubset(narrow, wide)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
