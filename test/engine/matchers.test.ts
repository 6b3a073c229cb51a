import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMatcher, type Matcher } from '../../src/domain/matcher.ts';
import {
  asksForSomething,
  checkMatcher,
  isFault,
  matches,
  matchesAll,
  parseMatcher,
  parseMatchers,
} from '../../src/engine/matchers.ts';

const matcher = (name: string, operator: Matcher['operator'], value: string): Matcher => ({
  name,
  operator,
  value,
});

// Each row was tried on Alertmanager 0.25.
describe('a matcher', () => {
  it.each([
    ['unquoted', 'service=db', matcher('service', '=', 'db')],
    ['quoted', 'service="db"', matcher('service', '=', 'db')],
    ['unequal', 'service!="db"', matcher('service', '!=', 'db')],
    ['a regular expression', 'service=~"web.*"', matcher('service', '=~', 'web.*')],
    ['not a regular expression', 'service!~web.*', matcher('service', '!~', 'web.*')],
    ['with spaces around its parts', ' a = b ', matcher('a', '=', 'b')],
    ['with spaces that quotes keep', 'a=" b "', matcher('a', '=', ' b ')],
    ['with an empty value', 'a=', matcher('a', '=', '')],
    ['with an empty quoted value', 'a=""', matcher('a', '=', '')],
    ['with a second equals sign in its value', 'a==b', matcher('a', '=', '=b')],
    ['with a tilde in its value', 'a=~~b', matcher('a', '=~', '~b')],
    ['with a comma in its value', 'a=1,2', matcher('a', '=', '1,2')],
    ['with escaped quotes', 'q="say \\"hi\\""', matcher('q', '=', 'say "hi"')],
    ['with escaped quotes and no quotes around', 'q=say \\"hi\\"', matcher('q', '=', 'say "hi"')],
    ['with an escaped line break', 'a="a\\nb"', matcher('a', '=', 'a\nb')],
    ['with an escaped line break and no quotes', 'a=a\\nb', matcher('a', '=', 'a\nb')],
    ['with an escaped backslash', 'a="a\\\\n"', matcher('a', '=', 'a\\n')],
    ['with a backslash that escapes nothing', 'a="a\\d"', matcher('a', '=', 'a\\d')],
    ['that ends in a backslash', 'a=b\\', matcher('a', '=', 'b\\')],
    ['with a name of colons and underscores', '_a:b="c"', matcher('_a:b', '=', 'c')],
    ['with a name in quotes', '"foo bar"="x"', matcher('foo bar', '=', 'x')],
    ['with dots in a name in quotes', ' "a.b" != "c" ', matcher('a.b', '!=', 'c')],
    ['with a name in needless quotes', '"service"="db"', matcher('service', '=', 'db')],
    ['with an operator in a name in quotes', '"a=b"=~"c"', matcher('a=b', '=~', 'c')],
    ['with escapes in a name in quotes', '"a\\"\\n\\u00fc"="\\tb"', matcher('a"\nü', '=', '\tb')],
    ['with no quotes around the value of such a name', '"a.b"=c', matcher('a.b', '=', 'c')],
    ['with letters of all kinds in its value', 'name="grüße"', matcher('name', '=', 'grüße')],
  ])('is read %s', (_, text, read) => {
    expect(parseMatcher(text)).toEqual(read);
  });

  it.each([
    ['nothing', ''],
    ['a name alone', 'service'],
    ['a name that begins with a digit', '1a=b'],
    ['a name with a dash', 'a-b=c'],
    ['an empty name', '""="c"'],
    ['a name whose quote is not closed', '"a=c'],
    ['braces', '{a="b"}'],
    ['a quote that is not closed', 'a="b'],
    ['a quote that is not opened', 'a=b"'],
    ['a quote that is closed by an escaped one only', 'a="b\\"'],
    ['quotes inside quotes', 'q="say "hi""'],
    ['quotes inside an unquoted value', 'q=say "hi"'],
    ['a bracket that is not closed', 'a=~"("'],
    ['a look-ahead, which RE2 does not have', 'a=~"(?=b)"'],
    ['a repeat count that explodes', 'a=~"((a{1,100}){1,100}){1,100}"'],
  ])('is not read from %s, and the fault says so in a sentence', (_, text) => {
    const read = parseMatcher(text);

    expect(isFault(read) && read.fault).toMatch(/\w+ \w+/);
  });

  it('with a bad regular expression is refused also where it was not read from text', () => {
    expect(isFault(checkMatcher(matcher('a', '=~', '(')))).toBe(true);
    expect(isFault(checkMatcher(matcher('a', '=', '(')))).toBe(false);
  });

  it('is read again from how it is written', () => {
    // JSON escapes control characters in a way that Alertmanager's syntax does not know.
    const value = fc.string({ unit: 'grapheme' }).filter((text) => !hasControls(text));
    const name = fc.oneof(fc.constant('a'), value).filter((text) => text !== '');
    const operator = fc.constantFrom('=' as const, '!=' as const);

    fc.assert(
      fc.property(name, value, operator, (label, text, how) => {
        const written = matcher(label, how, text);

        expect(parseMatcher(formatMatcher(written))).toEqual(written);
      }),
      { numRuns: 100 },
    );
  });
});

function hasControls(text: string): boolean {
  return [...text].some((character) => character < ' ' && character !== '\n');
}

describe('a list of matchers', () => {
  it.each([
    ['one', 'a=b', ['a=b']],
    ['several', 'a=b, c!="d"', ['a=b', 'c!=d']],
    ['several in braces', '{a="b",c=~"d|e"}', ['a=b', 'c=~d|e']],
    ['commas inside quotes', 'a="1,2",b="3"', ['a=1,2', 'b=3']],
    ['escaped quotes before a comma', 'a="x\\",y",b="3"', ['a=x",y', 'b=3']],
    ['a comma in a name in quotes', '{"a,b"="c",d=e}', ['a,b=c', 'd=e']],
    ['a quote without a partner', 'a=b\\",c=\\"d', ['a=b"', 'c="d']],
    ['a comma at the end', 'a=b,', ['a=b']],
  ])('is read from %s', (_, text, read) => {
    const matchers = parseMatchers(text);

    expect(isFault(matchers)).toBe(false);
    expect(
      !isFault(matchers) && matchers.map((one) => `${one.name}${one.operator}${one.value}`),
    ).toEqual(read);
  });

  it.each([
    ['nothing', ''],
    ['empty braces', '{}'],
    ['commas alone', ' , ,'],
    ['one good and one bad', 'a=b,c'],
    ['a quote that is not closed', 'a="b,c=d'],
  ])('is not read from %s', (_, text) => {
    expect(isFault(parseMatchers(text))).toBe(true);
  });
});

// Each row was tried on Alertmanager 0.25.
describe('matching', () => {
  it.each([
    ['a=b', { a: 'b' }, true],
    ['a=b', { a: 'B' }, false],
    ['a=""', {}, true],
    ['a=""', { a: 'b' }, false],
    ['a!=""', {}, false],
    ['a!=""', { a: 'b' }, true],
    ['a!=b', {}, true],
    ['a=~"b|c"', { a: 'c' }, true],
    ['a=~"b|c"', { a: 'bc' }, false],
    ['a=~"B"', { a: 'b' }, false],
    ['a=~"(?i)B"', { a: 'b' }, true],
    ['a=~"^b"', { a: 'b' }, true],
    ['a=~"b$"', { a: 'b' }, true],
    ['a=~Disk', { a: 'DiskFull' }, false],
    ['a=~Disk.*', { a: 'DiskFull' }, true],
    ['a=~""', {}, true],
    ['a=~".*"', {}, true],
    ['a=~".+"', {}, false],
    ['a!~".+"', {}, true],
    ['a!~"b|c"', { a: 'b' }, false],
    ['a=~"a.b"', { a: 'a\nb' }, false],
    ['a=~"(?s)a.b"', { a: 'a\nb' }, true],
    ['a=~"\\\\pL"', { a: 'z' }, true],
    ['constructor=""', {}, true],
  ] as const)('%s against %j is %s', (text, labels, expected) => {
    const read = parseMatcher(text);

    expect(!isFault(read) && matches(read, labels)).toBe(expected);
  });

  it('wants every matcher to agree', () => {
    const matchers = [matcher('a', '=', 'b'), matcher('c', '!=', 'd')];

    expect(matchesAll(matchers, { a: 'b' })).toBe(true);
    expect(matchesAll(matchers, { a: 'b', c: 'd' })).toBe(false);
  });

  it.each([
    ['a=b', true],
    ['a!=""', true],
    ['a=~".+"', true],
    ['a=""', false],
    ['a=~".*"', false],
    ['a!=b', false],
    ['a=~".*",b=c', true],
  ])('%s asks for something: %s', (text, expected) => {
    const matchers = parseMatchers(text);

    expect(!isFault(matchers) && asksForSomething(matchers)).toBe(expected);
  });

  it.each(['(a+)+$', '(a|a)*$', '(.*a){12}', '(a*)*b'])(
    'a hostile expression, %s, is answered at all',
    (hostile) => {
      // A machine that goes back and forth would need longer than the universe is old.
      expect(matches(matcher('a', '=~', hostile), { a: `${'a'.repeat(2_000)}!` })).toBe(false);
    },
  );
});
