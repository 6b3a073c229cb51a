import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpressionFault } from '../../../src/sources/mapping/expression.ts';
import { evaluated, faultOf } from './means.ts';

const body = {
  job: 'backup',
  level: 50,
  tags: [
    { name: 'team', value: 'db' },
    { name: 'env', value: 'prod' },
  ],
};

describe('an expression', () => {
  it.each([
    ['a text and a field', 'job & " failed"', 'backup failed'],
    ['a choice', 'level = 50 ? "critical" : "warning"', 'critical'],
    ['one item of a list', 'tags[name="team"].value', 'db'],
    ['a field that is not there', 'owner.name', undefined],
    ['the whole body', '$count($$.tags)', 2],
    ['a chain of functions', 'job ~> $uppercase() ~> $substring(0, 3)', 'BAC'],
    ['a function of its own', '($f := function($x) { $x & "!" }; $f(job))', 'backup!'],
    ['variables of a step', 'tags#$i.($i & name)', ['0team', '1env']],
    ['a replacement with groups', '$replace("db-7", /(\\w+)-(\\d)/, "$2-$1")', '7-db'],
    ['a regular expression in any case', '$contains(job, /BACK/i)', true],
    ['parts between matches', '$split("a, b;c", /[,;] */)', ['a', 'b', 'c']],
    ['a text that is filled up', '$pad("7", -3, "0")', '007'],
    ['a text that is filled up behind', '$pad("7", 3)', '7  '],
    [
      'each value once',
      '$distinct([1, 2, 1, {"a": 1, "b": 2}, {"b": 2, "a": 1}])',
      [1, 2, { a: 1, b: 2 }],
    ],
    ['a time', '$toMillis("1970-01-01T00:00:01Z")', 1000],
  ])('gives %s', async (_, text, expected) => {
    const result = await evaluated(text, body);

    // Lists of JSONata have marks of their own.
    expect(result === undefined ? undefined : JSON.parse(JSON.stringify(result))).toEqual(expected);
  });

  it.each([
    ['a text without end', 'job & " failed', /String literal must be terminated/, 14],
    ['an end too early', 'owner.', /Unexpected end of expression/, 6],
    ['an unknown function', '$uppercas(job)', /^There is no \$uppercas\.$/, 9],
    ['an unknown function that is handed on', '$map(tags, $first)', /no \$first/, 17],
    ['a variable that nothing sets', 'job & $name', /no \$name/, 11],
    ['$eval, which would read texts of bodies as expressions', '$eval(job)', /no \$eval/, 5],
    [
      'a regular expression without linear time',
      '/(?=a)b/',
      /\(RE2 syntax\): invalid or unsupported/,
      8,
    ],
    ['a regular expression that is too large', '/(a{1,900}){1,900}/', /cannot be used/, 19],
    [
      'one that takes too many steps',
      '/a{900}b{900}/',
      /cannot be used .*: it is too large\.$/,
      14,
    ],
  ])('is refused with %s', async (_, text, message, position) => {
    const fault = await faultOf(text);

    expect(fault?.message).toMatch(message);
    expect(fault?.position).toBe(position);
  });

  it('is refused where it is longer than anybody writes', async () => {
    expect((await faultOf(`"${'x'.repeat(5_000)}"`))?.message).toBe(
      'It is longer than 5000 characters.',
    );
  });
});

describe('an expression that never ends, or takes everything', () => {
  it.each([
    [
      'a function that calls itself last',
      '($f := function($x) { $f($x) }; $f(1))',
      /more than 20000 steps/,
    ],
    [
      'a function that calls itself',
      '($f := function($x) { 1 + $f($x) }; $f(1))',
      /Stack overflow/,
    ],
    ['a huge range', '[1..10000000]', /maximum sequence length/],
    ['ranges in ranges', '[1..9999].[1..9999]', /makes too many values/],
    ['a text that doubles', '$reduce([1..60], function($a, $n) { $a & $a }, "xy")', /too large/],
    [
      'an object that doubles',
      '$string($reduce([1..60], function($a, $n) { {"x": $a, "y": $a} }, {}))',
      /too large/,
    ],
    ['a wide text', '$pad("a", 1000000000)', /\$pad fills up to 10000/],
    [
      'a replacement that multiplies',
      '$replace($pad("a", 9999, "a"), "a", $pad("b", 9999, "b"))',
      /too large/,
    ],
    [
      'a picture that becomes a slow regular expression',
      '$toMillis("1", "[f1][f1][f1]x")',
      /takes no picture/,
    ],
  ])('is stopped: %s', async (_, text, message) => {
    expect((await faultOf(text))?.message).toMatch(message);
  });

  it('is stopped by the clock', async () => {
    const slow = '$sum([1..200].($ * 2))';

    expect(await faultOf(slow, {}, 10)).toBeUndefined();
    expect((await faultOf(slow, {}, 60))?.message).toBe('It takes longer than 100 ms.');
  });

  it('may search a text from each of its matches, but not for ever', async () => {
    const few = { text: 'a'.repeat(100) };
    const many = { text: 'a'.repeat(10_000) };

    expect(await evaluated('$count($match(text, /a/))', few)).toBe(100);
    expect((await faultOf('$match(text, /a/)', many))?.message).toMatch(
      /look at more than 2000000/,
    );
  });

  it('has linear time for what takes exponential time elsewhere', async () => {
    const text = `${'a'.repeat(5_000)}c`;

    expect(await evaluated('$contains(text, /^(a+)+b/)', { text })).toBe(false);
  });

  it("stands in no other's way: each evaluation has limits of its own", async () => {
    const endless = '($f := function($x) { $f($x) }; $f(1))';
    const [stopped, well] = await Promise.all([faultOf(endless), evaluated('$sum([1..100])', {})]);

    expect(stopped?.message).toMatch(/steps/);
    expect(well).toBe(5050);
  });
});

describe('expressions that nobody would write', () => {
  const words = ['a', 'b', '"t"', '1', '$', '$$', '.', '[', ']', '(', ')', '{', '}', ':', ',', ';'];
  const more = [
    '&',
    '+',
    '-',
    '*',
    '**',
    '?',
    ':=',
    '~>',
    '..',
    '^',
    '%',
    '$x',
    '$sum',
    '$map',
    '/a+/',
    'function',
  ];
  const text = fc
    .array(fc.constantFrom(...words, ...more), { maxLength: 14 })
    .map((all) => all.join(' '));

  it('are refused, stopped, or give something; nothing else is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.jsonValue(), async (expression, value) => {
        const fault = await faultOf(expression, value);

        expect(fault === undefined || fault instanceof ExpressionFault).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
