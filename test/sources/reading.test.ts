import { describe, expect, it } from 'vitest';
import { detailTexts } from '../../src/sources/shared/details.ts';
import { reading } from '../../src/sources/shared/reading.ts';

describe('a time', () => {
  const AT = Date.UTC(2026, 1, 10, 14, 2, 3);

  it.each<readonly [string, unknown]>([
    ['seconds', AT / 1e3],
    ['milliseconds', AT],
    ['microseconds', AT * 1e3],
    ['nanoseconds, above 2^53', AT * 1e6],
    ['seconds in a text', `${AT / 1e3}`],
    ['ISO 8601', '2026-02-10T14:02:03Z'],
    ['an offset', '2026-02-10T15:02:03+01:00'],
    ['an offset without a colon', '2026-02-10T15:02:03.000+0100'],
    ['an offset of hours', '2026-02-10 15:02:03 +01'],
    ['a name of UTC', '2026-02-10 14:02:03 UTC'],
    ['no offset, taken as UTC', '2026-02-10T14:02:03'],
  ])('is read from %s', (_, value) => {
    expect(reading({ at: value }).time('at')).toBe(AT);
  });

  it.each(['soon', '2026-13-45T00:00:00Z', '2026-02-10T14:02:03+99:99', -5, 1e30, true])(
    'is left out with a note where it is %j',
    (value) => {
      const read = reading({ at: value });

      expect(read.time('at')).toBeUndefined();
      expect(read.notes).toHaveLength(1);
    },
  );

  it.each([undefined, null, '', '0001-01-01T00:00:00Z'])('is none where it is %j', (value) => {
    const read = reading({ at: value });

    expect(read.time('at')).toBeUndefined();
    expect(read.notes).toEqual([]);
  });
});

describe('a path', () => {
  const { text, list, fields, firstText } = reading({
    a: [{ b: { c: ' x ' } }, { b: 7 }],
    alone: 'y',
    yes: true,
    big: 9_007_199_254_740_991,
  });

  it('goes through the first of a list', () => {
    expect(text('a.b.c')).toBe('x');
    expect(fields('a.b')).toEqual({ c: ' x ' });
  });

  it('reads what stands alone as a list of one', () => {
    expect(list('alone')).toEqual(['y']);
    expect(list('a')).toHaveLength(2);
    expect(list('none')).toEqual([]);
  });

  it('reads numbers and truth values as texts', () => {
    expect([text('yes'), text('big'), text('a'), text('none.of.it')]).toEqual([
      'true',
      '9007199254740991',
      '',
      '',
    ]);
    expect(firstText('none', 'alone')).toBe('y');
  });

  it.each(['__proto__', 'constructor', 'a.constructor.name', 'toString'])(
    'finds nothing at %s that nobody sent',
    (path) => {
      expect(text(path)).toBe('');
      expect(fields(path)).toEqual({});
    },
  );
});

it('a detail that is nested too deeply is named without what is in it', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(12)}1${'}'.repeat(12)}`);

  expect(detailTexts({ deep, flat: { a: 1 } })).toMatchObject({
    deep: '(nested too deeply to show)',
    flat: '{"a":1}',
  });
});
