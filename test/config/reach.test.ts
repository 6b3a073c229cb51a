import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradiction, covers } from '../../src/config/checks/reach.ts';
import { formatMatcher, type Matcher } from '../../src/domain/matcher.ts';
import { isFault, matchesAll, parseMatcher } from '../../src/engine/matchers.ts';
import { faultsOf } from './support.ts';

function matchers(...texts: readonly string[]): readonly Matcher[] {
  return texts.map((text) => {
    const read = parseMatcher(text);
    if (isFault(read)) throw new Error(read.fault);
    return read;
  });
}

describe('matchers contradict each other', () => {
  it.each([
    ['two values', ['a="x"', 'a="y"'], true],
    ['a value and its opposite', ['a="x"', 'a!="x"'], true],
    ['a value outside of an expression', ['a="x"', 'a=~"y|z"'], true],
    ['a value within a negated expression', ['a="x"', 'a!~"x.*"'], true],
    ['an expression and its opposite', ['a=~"x.*"', 'a!~"x.*"'], true],
    ['lists of words without a common one', ['a=~"x|y"', 'a=~"z"'], true],
    ['words that are all excluded', ['a=~"x|y"', 'a!="x"', 'a!="y"'], true],
    ['a missing label and any value', ['a=""', 'a=~".+"'], true],
    ['values of two labels', ['a="x"', 'b="y"'], false],
    ['a value within an expression', ['a="x"', 'a=~"x|y"'], false],
    ['lists with a common word', ['a=~"x|y"', 'a=~"y|z"'], false],
    ['two values that are excluded', ['a!="x"', 'a!="y"'], false],
    ['the same twice', ['a="x"', 'a="x"'], false],
  ])('%s: %j is %s', (_, texts, expected) => {
    expect(contradiction(matchers(...texts)) !== undefined).toBe(expected);
  });
});

describe('matchers cover others', () => {
  it.each([
    ['with none of their own', [], ['a="x"'], true],
    ['that have them too', ['a="x"'], ['b="y"', 'a="x"'], true],
    ['with an expression for the value', ['a=~"x|y"'], ['a="x"'], true],
    ['with an expression for each word', ['a=~"x.*"'], ['a=~"xa|xb"'], true],
    ['with another value excluded', ['a!="y"'], ['a="x"'], true],
    ['with an expression for everything', ['a=~".*"'], ['b="y"'], true],
    ['not with more of them', ['a="x"', 'b="y"'], ['a="x"'], false],
    ['not with another value', ['a="x"'], ['a="y"'], false],
    ['not with a word less', ['a=~"x|y"'], ['a=~"x|y|z"'], false],
    ['not where any value will do', ['a="x"'], ['a=~".+"'], false],
  ])('%s: %j of %j is %s', (_, wider, narrower, expected) => {
    expect(covers(matchers(...wider), matchers(...narrower))).toBe(expected);
  });
});

const value = fc.constantFrom('x', 'y', 'z', '');
const label = fc.constantFrom('a', 'b');
const anyMatcher: fc.Arbitrary<Matcher> = fc.record({
  name: label,
  operator: fc.constantFrom('=', '!=', '=~', '!~'),
  value: fc.constantFrom('x', 'y', 'x|y', 'y|z', '.+', '.*', 'x.*', ''),
});
const anyMatchers = fc.array(anyMatcher, { maxLength: 4 });
const anyLabels = fc.dictionary(label, value);

describe('what is said of matchers', () => {
  it('is never that no alert matches, where one does', () => {
    fc.assert(
      fc.property(anyMatchers, anyLabels, (list, labels) => {
        if (matchesAll(list, labels)) expect(contradiction(list)).toBeUndefined();
      }),
    );
  });

  it('is never that others cover them, where these let an alert go', () => {
    fc.assert(
      fc.property(anyMatchers, anyMatchers, anyLabels, (wider, narrower, labels) => {
        if (!covers(wider, narrower) || !matchesAll(narrower, labels)) return;
        expect(matchesAll(wider, labels), narrower.map(formatMatcher).join()).toBe(true);
      }),
    );
  });
});

describe('a rule or route that something before it may still leave alerts for', () => {
  it.each([
    [
      'a rule behind an ignore, since a rule between them sets the label',
      `
rules:
  - {match: ['env="test"'], action: ignore}
  - {match: ['host="a"'], set: {labels: {env: test}}}
  - {match: ['env="test"'], set: {severity: info}}
`,
    ],
    [
      'a route for what was ignored, since a later rule sets the label',
      `
rules:
  - {match: ['env="test"'], action: ignore}
  - {match: ['host="a"'], set: {labels: {env: test}}}
route: {routes: [{match: ['env="test"'], channel: "#test"}]}
`,
    ],
    [
      'a route behind one that goes on',
      `
route: {routes: [{channel: "#all", continue: true}, {match: ['env="test"'], channel: "#test"}]}
`,
    ],
    [
      'the same matchers under different routes',
      `
route:
  routes:
    - {match: ['a="1"'], routes: [{match: ['c="3"']}]}
    - {match: ['b="2"'], routes: [{match: ['c="3"']}]}
`,
    ],
    [
      'an inhibition of a part of its own source',
      `inhibit: [{source: ['a="1"'], target: ['a="1"', 'b="2"']}]`,
    ],
  ])('is taken: %s', (_, text) => {
    expect(faultsOf(text)).toEqual([]);
  });

  it.each([
    [
      'a route behind one that takes all of what comes to the routes around them',
      `
route:
  routes:
    - match: ['severity="critical"']
      routes:
        - {match: ['severity=~"critical|error"'], channel: "#a"}
        - {match: ['team="db"'], channel: "#b"}
`,
      'route.routes[0].routes[1]',
    ],
  ])('is refused else: %s', (_, text, path) => {
    expect(faultsOf(text).map((fault) => fault.path)).toEqual([path]);
  });
});
