import { describe, expect, it } from 'vitest';
import { json } from '../../src/sources/json.ts';

const parse = (fields: object) =>
  json.parse({ title: 'Checkout fails', ...fields }, { name: 'json', resolveTimeout: null });

describe('an entry that fires', () => {
  it.each<readonly [string, unknown, string | null]>([
    ['a text', 'ann', 'ann'],
    ['a text with spaces around it', ' ann ', 'ann'],
    ['a number', 4711, '4711'],
    ['an empty text', ' ', null],
    ['nothing', null, null],
    ['something else', { id: 7 }, null],
    ['yes or no', true, null],
  ])('is an event of the user that it names: %s', (_, user, expected) => {
    expect(parse({ user }).alerts[0]?.event).toEqual({ user: expected });
  });

  it('is one of nobody where it names none', () => {
    expect(parse({}).alerts[0]?.event).toEqual({ user: null });
  });

  it('shows the user among its other fields too', () => {
    expect(parse({ user: 'ann' }).alerts[0]?.content.annotations).toEqual({ user: 'ann' });
  });

  it('keeps of a long name what tells it from others', () => {
    expect(parse({ user: 'a'.repeat(5_000) }).alerts[0]?.event?.user?.length).toBeLessThan(300);
  });
});

it('an entry that is over is no event', () => {
  expect(parse({ status: 'resolved', user: 'ann' }).alerts[0]).not.toHaveProperty('event');
});
