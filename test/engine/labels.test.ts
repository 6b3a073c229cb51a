import { describe, expect, it } from 'vitest';
import { canonicalLabels, labelKey, labelOf } from '../../src/domain/labels.ts';

describe('the value of a label', () => {
  it.each([
    ['is what it says', { a: '1' }, 'a', '1'],
    ['is empty where it is missing', { a: '1' }, 'b', ''],
    ['is empty for what every object has', {}, 'constructor', ''],
    ['is found under the name __proto__', JSON.parse('{"__proto__": "x"}'), '__proto__', 'x'],
  ])('%s', (_, labels, name, value) => {
    expect(labelOf(labels, name)).toBe(value);
  });
});

describe('canonical labels', () => {
  it.each([
    ['are sorted by name', { b: '2', a: '1' }, ['a', 'b']],
    ['are without empty values', { a: '', b: '2' }, ['b']],
    [
      'sort capitals before small letters, as bytes do',
      { a: '1', B: '2', _: '3' },
      ['B', '_', 'a'],
    ],
    ['keep the name __proto__', JSON.parse('{"z": "1", "__proto__": "x"}'), ['__proto__', 'z']],
    ['of none are none', {}, []],
  ])('%s', (_, labels, names) => {
    expect(Object.keys(canonicalLabels(labels))).toEqual(names);
  });

  it('are the same object where nothing is to be done', () => {
    const labels = { a: '1', b: '2' };

    expect(canonicalLabels(labels)).toBe(labels);
  });
});

describe('the key of labels', () => {
  it('tells names from values', () => {
    const keys = [{ a: 'b' }, { ab: '' }, { a: 'b', c: 'd' }, { a: 'bc', d: 'x' }].map(labelKey);

    expect(new Set(keys).size).toBe(4);
  });
});
