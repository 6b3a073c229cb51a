import { expect, it } from 'vitest';
import { howOften, otherUsersWords, usersWords } from '../../../src/slack/blocks/errors/facts.ts';
import { users } from './error-models.ts';

it.each([
  ['one', 1, 5, '5 times, 1 user', ''],
  ['some, who are told apart', 3, 5, '5 times, 3 users', '2 other users'],
  [
    'so many that they are estimated',
    101,
    101,
    '101 times, about 101 users',
    'about 100 other users',
  ],
])('users are %s', (_, struck, events, ...words) => {
  const group = { users: users(struck), events };

  expect([howOften(group), otherUsersWords(group)]).toEqual(words);
});

it('never more users are shown than there were events', () => {
  expect(usersWords({ users: users(400), events: 350 })).toBe('about 350 users');
});

it('no users are shown where none is known', () => {
  expect(howOften({ users: users(0), events: 2 })).toBe('2 times');
});
