import { expect, it } from 'vitest';
import { newerConfig } from '../../src/cluster/agreement.ts';
import { slotsFor } from '../../src/cluster/slots.ts';
import { instant } from '../../src/domain/time.ts';
import type { Member } from '../../src/store/store.ts';
import { aMember, NOW } from './support/views.ts';

it.each<[string, readonly Partial<Member>[], number]>([
  ['all where it sees nobody', [], 2],
  ['all where it sees only itself', [{ id: 'me' }], 2],
  ['all where others talk with nobody', [{ roles: ['http', 'worker'] }], 2],
  ['one beside another', [{}], 1],
  ['one beside many', [{ id: 'a' }, { id: 'b' }, { id: 'c' }], 1],
])('a process may have of the connections to Slack %s', (_, others, expected) => {
  expect(slotsFor('me', others.map(aMember))).toBe(expected);
});

const ago = (ms: number) => instant(NOW - ms);

it.each<[string, readonly Partial<Member>[], string | null]>([
  ['where nobody else is', [], null],
  ['where all have the same', [{ config: 'mine', configAt: ago(1) }], null],
  ['where another read its own earlier', [{ config: 'old', configAt: ago(60) }], null],
  ['not where it read at the same time', [{ config: 'old', configAt: ago(10) }], null],
  ['where another read its own later', [{ config: 'new', configAt: ago(5) }], 'new'],
  [
    'where the newest of several is another',
    [
      { id: 'a', config: 'mine', configAt: ago(5) },
      { id: 'b', config: 'new', configAt: ago(1) },
    ],
    'new',
  ],
  [
    'not where the newest is the same again',
    [
      { id: 'a', config: 'other', configAt: ago(5) },
      { id: 'b', config: 'mine', configAt: ago(1) },
    ],
    null,
  ],
])('a configuration is older than that of another process: %s', (_, others, expected) => {
  const self = { id: 'me', config: 'mine', configAt: ago(10) };

  expect(newerConfig(self, others.map(aMember))?.config ?? null).toBe(expected);
});
