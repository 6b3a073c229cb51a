import { describe, expect, it } from 'vitest';
import type { Lease, Member, Store } from '../../../src/store/store.ts';
import { at } from '../../support/state.ts';

/** What several processes agree by: leases, and who is there. */
export function describeCoordination(store: () => Store): void {
  describe('by leases', () => describeLeases(store));
  describe('by greetings', () => describeMembers(store));
}

function describeLeases(store: () => Store): void {
  const claim = (holder: string, now: number, until: number, name = 'sweep') =>
    store().claim(name, holder, at(now), at(until));
  const lease = (holder: string, until: number, token: number): Lease => ({
    holder,
    until: at(until),
    token,
  });

  it.each<[string, () => Promise<unknown>, Lease]>([
    ['gives it to the first who asks', async () => {}, lease('b', 30, 1)],
    ['refuses it while another has it', () => claim('a', 0, 11), lease('a', 11, 1)],
    ['gives it once it is over, at that very moment', () => claim('a', 0, 10), lease('b', 30, 2)],
    ['renews it for who has it', () => claim('b', 0, 20), lease('b', 30, 1)],
    [
      'renews it for who had it last, although it is over',
      () => claim('b', 0, 5),
      lease('b', 30, 1),
    ],
    ['knows each by its name', () => claim('a', 0, 99, 'report'), lease('b', 30, 1)],
  ])('%s', async (_, before, expected) => {
    await before();

    expect(await claim('b', 10, 30)).toEqual(expected);
  });

  it('can be shortened by who has it', async () => {
    await claim('a', 0, 60);
    await claim('a', 1, 5);

    expect(await claim('b', 5, 30)).toEqual(lease('b', 30, 2));
  });

  it('is free at once when who has it lets go', async () => {
    await claim('a', 0, 60);
    await store().release('sweep', 'a');

    expect(await claim('b', 1, 30)).toEqual(lease('b', 30, 2));
  });

  it.each([
    ['who does not have it', 'sweep', 'b'],
    ['another name', 'report', 'a'],
  ])('stands when %s is let go', async (_, name, holder) => {
    await claim('a', 0, 60);
    await store().release(name, holder);

    expect(await claim('b', 1, 30)).toEqual(lease('a', 60, 1));
  });

  it('raises the token at each change of hands, also after it was let go', async () => {
    await claim('a', 0, 60);
    await store().release('sweep', 'a');
    await claim('b', 1, 10);
    await claim('b', 5, 20);

    expect(await claim('a', 20, 30)).toEqual(lease('a', 30, 3));
  });

  it('has one holder when many ask at once', async () => {
    const askers = ['a', 'b', 'c', 'd', 'e', 'f'];

    const answers = await Promise.all(askers.map((asker) => claim(asker, 0, 30)));

    expect(new Set(answers.map(({ holder }) => holder)).size).toBe(1);
    expect(new Set(answers.map(({ token }) => token))).toEqual(new Set([1]));
  });

  it('takes any text for a name and a holder', async () => {
    await claim('half \ud800', 0, 30, 'NUL \0');

    expect(await claim('half \ud801', 1, 30, 'NUL \0')).toEqual(lease('half \ud800', 30, 1));
  });
}

function describeMembers(store: () => Store): void {
  const idsSince = async (seconds: number) =>
    (await store().members(at(seconds))).map(({ id }) => id);

  it('has nobody before anybody spoke', async () => {
    expect(await store().members(at(-1e6))).toEqual([]);
  });

  it('knows what each said last', async () => {
    await store().greet(aMember());
    const now = aMember({ config: 'v2', queue: 'away', roles: ['http'], seenAt: at(10) });
    await store().greet(now);

    expect(await store().members(at(0))).toEqual([now]);
  });

  it('lists those that spoke since then, who started first comes first', async () => {
    await store().greet(aMember({ id: 'c', startedAt: at(1), seenAt: at(20) }));
    await store().greet(aMember({ id: 'b', startedAt: at(2), seenAt: at(30) }));
    await store().greet(aMember({ id: 'a', startedAt: at(2), seenAt: at(40) }));
    await store().greet(aMember({ id: 'd', startedAt: at(0), seenAt: at(9) }));

    expect(await idsSince(0)).toEqual(['d', 'c', 'a', 'b']);
    expect(await idsSince(20)).toEqual(['c', 'a', 'b']);
    expect(await idsSince(41)).toEqual([]);
  });

  it('forgets who leaves', async () => {
    await store().greet(aMember());
    await store().greet(aMember({ id: 'b' }));
    await store().leave('a');
    await store().leave('unknown');

    expect(await idsSince(0)).toEqual(['b']);
  });

  it('forgets who was silent for more than an hour', async () => {
    await store().greet(aMember({ id: 'gone', seenAt: at(0) }));
    await store().greet(aMember({ id: 'late', seenAt: at(1) }));
    await store().greet(aMember({ seenAt: at(3_601) }));

    expect(await idsSince(0)).toEqual(['a', 'late']);
  });
}

function aMember(member: Partial<Member> = {}): Member {
  return {
    id: 'a',
    host: 'host NUL \0',
    version: '1.0.0',
    roles: ['http', 'worker', 'slack'],
    config: 'v1',
    configAt: at(-60),
    queue: 'well',
    startedAt: at(-120),
    seenAt: at(0),
    ...member,
  };
}
