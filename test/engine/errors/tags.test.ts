import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countedTags,
  joinedTags,
  TAGS_KEPT,
  VALUES_KEPT,
} from '../../../src/engine/errors/tags.ts';

const of = (name: string, value: string) => Object.fromEntries([[name, value]]);
const counted = (values: readonly string[], name = 'plan') =>
  values.reduce((tags, value) => countedTags(tags, of(name, value)), {});
const countsOf = (tags: ReturnType<typeof countedTags>, name = 'plan') =>
  Object.entries(Object.hasOwn(tags, name) ? (tags[name] ?? {}) : {});

describe('the tags of an error', () => {
  it('are counted by their values', () => {
    expect(counted(['free', 'paid', 'free'])).toEqual({ plan: { free: 2, paid: 1 } });
  });

  it('stay as they are where an event has none', () => {
    const tags = counted(['free']);

    expect(countedTags(tags, {})).toBe(tags);
  });

  it('are the first so many', () => {
    const names = Array.from({ length: TAGS_KEPT + 5 }, (_, index) => `tag-${index}`);
    const tags = countedTags({}, Object.fromEntries(names.map((name) => [name, 'x'])));

    expect(Object.keys(tags)).toEqual(names.slice(0, TAGS_KEPT));
    expect(Object.keys(joinedTags(tags, counted(['x'], 'other')))).toHaveLength(TAGS_KEPT);
  });

  it.each(['__proto__', 'constructor', 'toString', ''])(
    'may be called "%s", and be that',
    (name) => {
      const tags = countedTags(counted([name], name), of(name, name));

      expect(countsOf(tags, name)).toEqual([[name, 2]]);
      expect(countsOf(joinedTags(tags, tags), name)).toEqual([[name, 4]]);
    },
  );

  it('of two groups are counted together', () => {
    expect(joinedTags(counted(['free', 'paid']), counted(['paid']))).toEqual({
      plan: { free: 1, paid: 2 },
    });
  });

  it('have few values, with those that come often among them, and none that counts too much', () => {
    const anyValues = fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.nat(40).map(String)), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(anyValues, (values) => {
        const kept = countsOf(counted(values));
        const trueCount = (value: string) => values.filter((each) => each === value).length;
        const often = [...new Set(values)].filter(
          (value) => trueCount(value) > values.length / (VALUES_KEPT + 1),
        );

        expect(kept.length).toBeLessThanOrEqual(VALUES_KEPT);
        expect(often.filter((value) => !kept.some(([known]) => known === value))).toEqual([]);
        expect(kept.filter(([value, count]) => count > trueCount(value))).toEqual([]);
      }),
    );
  });

  it('of two groups together have few values too', () => {
    const many = (from: number) =>
      counted(Array.from({ length: VALUES_KEPT }, (_, index) => `${from + index}`));

    expect(countsOf(joinedTags(many(0), many(100)))).toHaveLength(VALUES_KEPT);
  });
});
