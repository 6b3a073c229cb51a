import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradiction, covers } from '../../src/config/checks/reach.ts';
import { neverAfter } from '../../src/config/checks/rewritten.ts';
import type { ConfigFile } from '../../src/config/schema/file.ts';
import { formatMatcher, type Matcher } from '../../src/domain/matcher.ts';
import type { Rule } from '../../src/domain/policy.ts';
import { matchable } from '../../src/engine/matchable.ts';
import { isFault, matchesAll, parseMatcher } from '../../src/engine/matchers.ts';
import { applyRules } from '../../src/engine/rules.ts';
import { anAlert } from '../support/builders.ts';
import { faultsOf } from './support.ts';

type FileRule = ConfigFile['rules'][number];

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

const anyRule: fc.Arbitrary<FileRule> = fc.record({
  match: fc.array(anyMatcher, { maxLength: 2 }),
  set: fc.record(
    {
      severity: fc.constantFrom('info', 'critical'),
      labels: fc.dictionary(fc.constantFrom('a', 'severity'), fc.constantFrom('x', 'y', '')),
    },
    { requiredKeys: [] },
  ),
});

describe('what is said of rules', () => {
  it('is never that they leave nothing to match, where they do', () => {
    const match = fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b', 'severity'),
        operator: fc.constantFrom('=', '!=', '=~'),
        value: fc.constantFrom('x', 'y', 'info', 'critical', 'x|info', ''),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(
        fc.array(anyRule, { maxLength: 3 }),
        match,
        anyLabels,
        (rules, wanted, labels) => {
          const { alert } = applyRules(
            anAlert({ labels, severity: 'critical' }),
            rules.map(ruleOf),
          );
          if (!matchesAll(wanted, matchable(alert.content))) return;
          expect(neverAfter(rules, wanted)).toBeUndefined();
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

function ruleOf({ match, set }: FileRule): Rule {
  const { labels = {}, severity = null, title = null } = set ?? {};
  return { place: 'quell.yml line 1', match, action: { type: 'set', labels, severity, title } };
}

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
      'a route for a severity that was ignored, since a later rule sets it',
      `
rules:
  - {match: ['severity="info"'], action: ignore}
  - {match: ['host="a"'], set: {severity: info}}
route: {routes: [{match: ['severity="info"'], channel: "#a"}]}
`,
    ],
    [
      'a route for what a rule sets away, since a later rule sets it back',
      `
rules:
  - {match: [], set: {severity: info}}
  - {match: ['host="a"'], set: {severity: critical}}
route: {routes: [{match: ['severity="critical"'], channel: "#a"}]}
`,
    ],
    [
      'a route for the severity that an alert has without the label that said another',
      `
rules: [{match: [], set: {labels: {severity: ""}}}]
route: {routes: [{match: ['severity="critical"'], channel: "#a"}]}
`,
    ],
    [
      'an inhibition among alerts of which only the source must not be the same',
      `inhibit: [{source: ['a=~"x|y"'], target: ['a="x"'], equal: [b]}]`,
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
    [
      'a route for what a rule turns into something else',
      `
rules: [{match: ['env="test"'], set: {labels: {env: staging}}}]
route: {routes: [{match: ['env="test"'], channel: "#a"}]}
`,
      'route.routes[0].match',
    ],
    [
      'a route for a label that a rule takes away',
      `
rules: [{match: ['host="a"'], set: {labels: {team: ""}}}]
route: {routes: [{match: ['host="a"', 'team!=""'], channel: "#a"}]}
`,
      'route.routes[0].match',
    ],
  ])('is refused else: %s', (_, text, path) => {
    expect(faultsOf(text).map((fault) => fault.path)).toEqual([path]);
  });
});
