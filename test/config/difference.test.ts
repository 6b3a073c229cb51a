import { describe, expect, it } from 'vitest';
import { differences } from '../../src/config/difference.ts';

describe('the difference of two configurations', () => {
  it.each([
    ['nothing', { a: [{ b: 1 }] }, { a: [{ b: 1 }] }, []],
    ['another order of keys', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    [
      'a value of a route',
      { route: { routes: [{ channel: '#c' }, { channel: '#a' }] } },
      { route: { routes: [{ channel: '#c' }, { channel: '#b' }] } },
      ['route.routes[1].channel: #a -> #b'],
    ],
    [
      'a setting that is new',
      { route: {} },
      { route: { group_wait: '30s' } },
      ['route.group_wait: default -> 30s'],
    ],
    ['a setting that is gone', { storm: false }, {}, ['storm: false -> default']],
    ['a section that is new', {}, { storm: { incidents: 5 } }, ['storm added']],
    ['a section that is gone', { rules: [{ match: [] }] }, {}, ['rules removed']],
    [
      'a section switched off',
      { storm: { incidents: 5 } },
      { storm: false },
      ['storm: ... -> false'],
    ],
    [
      'a rule at the end',
      { rules: [{ a: 1 }] },
      { rules: [{ a: 1 }, { a: 2 }] },
      ['rules[1] added'],
    ],
    [
      'a rule before the others',
      { rules: [{ a: 1 }] },
      { rules: [{ a: 2 }, { a: 1 }] },
      ['rules[0] added'],
    ],
    [
      'a rule of the same kind',
      { rules: [{ a: 1 }] },
      { rules: [{ a: 1 }, { a: 1 }] },
      ['rules[1] added'],
    ],
    [
      'a rule between the others that is gone',
      { rules: [{ a: 1 }, { a: 2 }, { a: 3 }] },
      { rules: [{ a: 1 }, { a: 3 }] },
      ['rules[1] removed'],
    ],
    [
      'a rule changed and one added',
      { rules: [{ a: 1 }] },
      { rules: [{ a: 2 }, { a: 3 }] },
      ['rules[0].a: 1 -> 2', 'rules[1] added'],
    ],
    ['a list of words', { by: ['a'] }, { by: ['a', 'b'] }, ['by: [a] -> [a, b]']],
    [
      'a key',
      { sources: [{ key: 'secret1' }] },
      { sources: [{ key: 'secret2' }] },
      ['sources[0].key changed'],
    ],
    [
      'a key that is new',
      { sources: [{}] },
      { sources: [{ key: 'secret' }] },
      ['sources[0].key added'],
    ],
    ['a text that is long', { a: 'x' }, { a: 'y'.repeat(200) }, [`a: x -> ${'y'.repeat(97)}...`]],
    ['a file that was not there', {}, { timezone: 'UTC' }, ['timezone: default -> UTC']],
  ])('tells %s', (_, before, after, expected) => {
    expect(differences(before, after)).toEqual(expected);
  });
});
