import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import type { Matcher } from '../../src/domain/matcher.ts';
import { checkMatcher, type Fault, isFault, matches } from '../../src/engine/matchers.ts';
import { patternOf } from '../../src/engine/matching/pattern.ts';
import { matchesPlain, plainOf } from '../../src/engine/matching/plain.ts';
import { sizeOf } from '../../src/engine/matching/size.ts';

const regex = (value: string) => ({ name: 'a', operator: '=~' as const, value });

function faultOf(text: string): string {
  const read: Matcher | Fault = checkMatcher(regex(text));
  return isFault(read) ? read.fault : '';
}

function compile(text: string): RE2JS | undefined {
  try {
    return RE2JS.compile(text);
  } catch {
    return undefined;
  }
}

const tokens = [
  ...['a', 'b', 'ab', '-', '\n', '\u{1f600}', '(', '(?:', ')', '|', '.*', '.+'],
  ...['a', '|', '.', '\\.', '\\-', '\\$', '\\n', '\\', '^', '$', '?', '*', '{2}', '[ab]', '\ud83d'],
];
const text = (of: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...of), { maxLength }).map((parts) => parts.join(''));
const expression = fc.oneof(
  text(tokens, 8),
  // Mostly well-formed ones.
  fc
    .tuple(
      fc.constantFrom('', '.*', '.+'),
      text(tokens.slice(0, 6), 2),
      text(tokens.slice(0, 6), 2),
    )
    .map(([ends, head, tail]) => `${ends}${head}(a|${tail}|)${tail}${ends}`),
);
const value = text(['a', 'b', 'ab', '-', '.', '$', '\\', '\n', '\u{1f600}', '\ud83d', '\ude00'], 4);

describe('an expression that needs no machine', () => {
  it('matches exactly what the machine says', () => {
    fc.assert(
      fc.property(expression, fc.array(value, { minLength: 5, maxLength: 5 }), (each, values) => {
        const plain = plainOf(each);
        if (!plain) return;
        const machine = compile(each);

        expect(machine).toBeDefined();
        for (const one of values) expect(matchesPlain(plain, one)).toBe(machine?.matches(one));
      }),
      {
        numRuns: 2_000,
        examples: [
          ['\ud83d.*', ['\u{1f600}']],
          ['.*\n.*', ['\n', 'a\nb', '\n\n', 'a\n\n']],
          ['.*\na\n.*', ['\na\na\n', 'b\na\n', '\n\na\n']],
          ['.*aa.+', ['aaa', 'aa', 'baaa']],
          ['(a$', ['a']],
        ],
      },
    );
  });

  it.each([
    ['a text', 'web'],
    ['a text with escapes', 'web\\.example\\-1'],
    ['a text between anchors', '^web$'],
    ['alternatives', 'web|db|cache'],
    ['alternatives in brackets', '(web|db)'],
    ['brackets in brackets', 'prod-(web|db(-(eu|us)|))'],
    ['alternatives between texts', '(web|db)-(eu|us):(?:80|443)'],
    ['anything', '.*'],
    ['at least something', '.+'],
    ['a beginning', 'web.*'],
    ['an end', '.+web'],
    ['a part', '.*web.*'],
    ['alternatives of all kinds', 'web.*|.*db|cache|'],
  ])('is %s: %s', (_, each) => {
    expect(plainOf(each)).toBeDefined();
  });

  it.each([
    'we?b',
    '[ab]',
    '(?i)web',
    'a.b',
    'a.*b',
    '\\d',
    '\\Qa\\E',
    'a{2}',
    '.*?',
    '(a',
    'a)',
    'a^',
    '$a',
    '\\',
  ])('is not %s', (each) => {
    expect(plainOf(each)).toBeUndefined();
  });

  it('is not one of thousands of alternatives, nor one in hundreds of brackets', () => {
    expect(plainOf('(a|b)'.repeat(50))).toBeUndefined();
    expect(plainOf(`${'('.repeat(500)}a${')'.repeat(500)}`)).toBeUndefined();
    expect(plainOf('abcdefgh|'.repeat(2_000))).toBeUndefined();
  });

  it('tells all its values where it has an end', () => {
    expect(patternOf('a|b(c|d)').literals).toEqual(new Set(['a', 'bc', 'bd']));
    expect(patternOf('a|b.*').literals).toBeUndefined();
    expect(patternOf('a|[bc]').literals).toBeUndefined();
  });
});

describe('an expression for the machine', () => {
  it('answers the same again, for more values than are kept and for long ones', () => {
    const matcher = regex('[a-z]+-[0-9]+x*');
    const values = Array.from(
      { length: 2_500 },
      (_, index) => `host-${index}${index % 2 ? '!' : ''}`,
    );
    const long = `host-1${'x'.repeat(2_000)}`;

    for (const each of [...values, ...values.toReversed()]) {
      expect(matches(matcher, { a: each })).toBe(!each.endsWith('!'));
    }
    expect(matches(matcher, { a: long })).toBe(true);
    expect(matches(matcher, { a: `${long}!` })).toBe(false);
    expect(matches(matcher, { a: long })).toBe(true);
  });

  it('answers as the machine does when it is asked for groups', () => {
    fc.assert(
      fc.property(expression, value, (each, one) => {
        const machine = compile(each);
        if (machine) expect(patternOf(each).test(one)).toBe(machine.matches(one));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['does not end', '(a', /^"\(a" is not a regular expression \(RE2 syntax\): missing/],
    ['has what RE2 has not', '(?=a)', /RE2 syntax\): invalid/],
    ['repeats repeats', 'a{20}{20}', /RE2 syntax\): invalid nested repetition/],
    ['repeats many repeats', 'a{1000}{1000}', /too large/],
    ['repeats too often', 'a{1001}', /RE2 syntax\): invalid repeat count/],
    ['repeats a group too often', '((a{1,100}){1,100}){1,100}', /too large.*Use smaller ones/],
    ['explodes when written out', '(?:a{1000}b{1000}){600}', /too large.*Use smaller ones/],
    ['hides its size behind a quote', `\\Q[\\E${'x{1000}'.repeat(50)}[]]`, /too large/],
    ['hides its size in a group of a quote', `(?:\\Q${'x'.repeat(500)}\\E){20}`, /too large/],
    ['is larger than the machine may be', '\\pL{1,1000}', /too large/],
    ['is long', `${'ab'.repeat(4_097)}`, /8194 characters is too long/],
    ['nests too deeply', `${'(a'.repeat(2_000)}${'b)'.repeat(2_000)}`, /RE2 syntax|too large/],
  ])('is refused where it %s', (_, each, sentence) => {
    expect(faultOf(each)).toMatch(sentence);
    expect(faultOf(each).length).toBeLessThan(400);
  });

  it.each([
    ['names without end', Array.from({ length: 700 }, (_, index) => `web-${index}`).join('|')],
    ['addresses', '(?:\\d{1,3}\\.){3}\\d{1,3}:\\d+'],
    [
      'names in any case',
      `(?i)(${Array.from({ length: 60 }, (_, index) => `host${index}`).join('|')})`,
    ],
    ['a repeat of a hundred', '[a-z]{1,100}'],
  ])('is taken where it is usual: %s', (_, each) => {
    expect(faultOf(each)).toBe('');
  });

  it.each([
    ['a repeat', 'x{1000}y{1000}', 2_000],
    ['a repeat of a group', '(?:xy{10}){20}', 200],
    ['what stands behind a bracket in a quote', `\\Q[\\E${'x{1000}'.repeat(50)}[]]`, 50_000],
    ['a quote', `(?:\\Q${'x'.repeat(500)}\\E){20}`, 10_000],
    ['what stands behind a bracket in a class', '[[]x{1000}[]]', 1_000],
  ])('is measured before it is compiled, with %s', (_, each, size) => {
    expect(sizeOf(each)).toBeGreaterThanOrEqual(size);
  });

  it('is never much larger than it is taken for before it is compiled', () => {
    const atom = fc.constantFrom(
      'a',
      '.',
      '\\d',
      '[a-c]',
      '[^]x]',
      '[[:alpha:]]',
      '\\pL',
      '\\p{Greek}',
      '\\Qa.b\\E',
      '\\x{41}',
      '\\(',
      '^',
      '\\b',
    );
    const repeat = fc.constantFrom('', '', '*', '+', '?', '*?', '{3}', '{2,}', '{0,7}', '{20}');
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.tuple(atom, repeat).map((parts) => parts.join('')),
        fc.tuple(tie('tree'), tie('tree')).map((parts) => parts.join('')),
        fc.tuple(tie('tree'), tie('tree')).map((parts) => parts.join('|')),
        fc
          .tuple(fc.constantFrom('(', '(?:', '(?i:', '(?P<n>'), tie('tree'), repeat)
          .map(([open, inner, times]) => `${open}${inner})${times}`),
      ),
    }));

    fc.assert(
      fc.property(tree, (each) => {
        const machine = compile(each);
        if (machine) expect(machine.programSize()).toBeLessThanOrEqual(2 * sizeOf(each) + 10);
      }),
      { numRuns: 500 },
    );
  });
});

/** How often the machine looks at a character of the value: its steps. */
function stepsOf(machine: RE2JS, one: string): number {
  let steps = 0;
  const bytes = new Proxy([...Buffer.from(one)], {
    get(target, key, receiver): unknown {
      if (typeof key === 'string' && /^\d+$/.test(key)) steps++;
      return Reflect.get(target, key, receiver);
    },
  });
  machine.testExact(bytes);
  return steps;
}

const hostile: readonly (readonly [string, (length: number) => string])[] = [
  ['(a+)+$', (length) => `${'a'.repeat(length)}!`],
  ['(.*)*', (length) => 'a'.repeat(length)],
  ['(a|a)*b', (length) => 'a'.repeat(length)],
  ['(.*a){12}', (length) => `${'a'.repeat(length)}!`],
  ['(a*)*b', (length) => 'a'.repeat(length)],
  ['(?:a?){300}a{300}', (length) => 'a'.repeat(length)],
  ['(x+x+)+y', (length) => 'x'.repeat(length)],
  ['(?:.*a.*){60}c', (length) => 'ab'.repeat(length / 2)],
  // As many states as there are subsets: the machine has to give up remembering them.
  ['(?:a|b)*a(?:a|b){240}', (length) => scrambled(length)],
];

/** The letters a and b in no order that repeats. */
function scrambled(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state & 65_536 ? 'a' : 'b';
  }).join('');
}

describe('a hostile expression', () => {
  it.each(hostile)('%s costs twice the steps for a value twice as long', (each, valueOfLength) => {
    const machine = RE2JS.compile(each);

    const steps = [1_000, 2_000, 4_000].map((length) => stepsOf(machine, valueOfLength(length)));

    expect(steps[1]! / steps[0]!).toBeLessThan(3);
    expect(steps[2]! / steps[1]!).toBeLessThan(3);
    // Each character is looked at a few times only.
    expect(steps[2]!).toBeLessThan(10 * 4_000);
  });

  it.each(hostile)(
    '%s is taken, and answered for the longest value there is',
    (each, valueOfLength) => {
      const longest = valueOfLength(8_192);

      expect(faultOf(each)).toBe('');
      expect(matches(regex(each), { a: longest })).toBe(RE2JS.compile(each).matches(longest));
    },
  );
});
