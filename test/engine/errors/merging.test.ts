import { describe, expect, it } from 'vitest';
import { usersIn } from '../../../src/engine/errors/crowd.ts';
import { aWorld, type DecideWorld } from '../../support/decide-world.ts';
import { groupIdOf, groupOf, raise, raiseMany, resolved } from './raising.ts';

const KEY = { type: 'KeyError' };
const VALUE = { type: 'ValueError' };

/** INC-1 is of a KeyError that came twice, INC-2 of a ValueError that came three times. */
async function twoErrors(): Promise<DecideWorld> {
  const world = aWorld();
  await raise(world, { ...KEY, user: 'ann', environment: 'prod', tags: { plan: 'free' } });
  await world.advance('10m');
  await raise(world, { ...KEY, user: 'bob' });
  await raise(world, { ...VALUE, user: 'bob', release: '2.0.0' });
  await raiseMany(world, 2, { ...VALUE, user: 'eve', tags: { plan: 'paid' } });
  return world;
}

const merged = (world: DecideWorld, number: number, into: number) =>
  world.ask({ verb: 'merge', into }, number);

describe('errors that a person merges', () => {
  it('count together, with all that they have counted', async () => {
    const world = await twoErrors();
    await merged(world, 1, 2);
    const target = await groupOf(world, VALUE);

    expect(target).toMatchObject({
      events: 5,
      environments: ['production', 'prod'],
      firstSeenAt: world.ago('10m'),
      firstRelease: '',
      lastRelease: '2.0.0',
      tags: { plan: { free: 1, paid: 2 } },
      title: 'ValueError: lost',
    });
    expect(usersIn(target.users)).toBe(3);
    expect(target.hours.counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(await groupOf(world, KEY)).toMatchObject({
      mergedInto: groupIdOf(world, VALUE),
      mergedWhy: 'person',
      events: 2,
    });
  });

  it('end the incident of the one, and say so in both threads', async () => {
    const world = await twoErrors();
    const [one, other] = [await world.incident(1), await world.incident(2)];

    expect(await merged(world, 1, 2)).toBe('done');
    expect(await world.incident(1)).toMatchObject({
      status: 'resolved',
      firingCount: 0,
      resolution: { how: 'merged', into: 2 },
    });
    expect(await world.last(1)).toMatchObject({
      thread: true,
      reason: 'merged',
      what: { kind: 'resolved', how: 'merged', into: 2 },
    });
    expect(await world.incident(2)).toMatchObject({ status: 'triggered', firingCount: 1 });
    expect(await world.last(2)).toMatchObject({
      thread: true,
      what: { kind: 'took-in', number: 1, title: 'KeyError: lost' },
    });
    expect((await world.incident(1)).cardRevision).toBeGreaterThan(one.cardRevision);
    expect((await world.incident(2)).cardRevision).toBeGreaterThan(other.cardRevision);
  });

  it('come into the incident of the other from then on, one alert an environment', async () => {
    const world = await twoErrors();
    await merged(world, 1, 2);

    expect(await raise(world, KEY)).toBe('duplicate');
    expect(await raise(world, { ...KEY, environment: 'prod' })).toBe('joined');
    expect(await raise(world, { ...VALUE, environment: 'prod' })).toBe('duplicate');
    expect((await groupOf(world, VALUE)).events).toBe(8);
    expect((await groupOf(world, VALUE)).title).toBe('ValueError: lost');
    expect((await groupOf(world, KEY)).events).toBe(2);
    expect((await world.incident(2)).firingCount).toBe(2);
  });

  it('bring back the incident of the other, when that was resolved', async () => {
    const world = await twoErrors();
    await resolved(world, false, 2);
    await merged(world, 1, 2);

    expect((await world.incident(2)).status).toBe('resolved');
    expect(await raise(world, KEY)).toBe('reopened');
    expect((await world.incident(2)).status).toBe('triggered');
    expect((await world.incident(1)).status).toBe('resolved');
  });

  it('may be merged again: all that was merged follows', async () => {
    const world = await twoErrors();
    await raise(world, { type: 'TypeError' });
    await merged(world, 1, 2);
    await merged(world, 2, 3);

    expect(await raise(world, KEY)).toBe('duplicate');
    expect((await groupOf(world, { type: 'TypeError' })).events).toBe(7);
  });

  it('go to the incident where the named one was merged to', async () => {
    const world = await twoErrors();
    await raise(world, { type: 'TypeError' });
    await merged(world, 1, 2);
    await merged(world, 3, 1);

    expect((await world.incident(3)).resolution?.into).toBe(2);
    expect((await world.story(2)).filter((kind) => kind === 'took-in')).toHaveLength(2);
    expect((await groupOf(world, VALUE)).events).toBe(6);
  });

  it('may be merged elsewhere later, and take nothing of the first place along', async () => {
    const world = await twoErrors();
    await raise(world, { type: 'TypeError' });
    await merged(world, 1, 2);
    await merged(world, 1, 3);

    expect((await groupOf(world, VALUE)).events).toBe(5);
    expect((await groupOf(world, { type: 'TypeError' })).events).toBe(1);
    expect(await raise(world, KEY)).toBe('duplicate');
    expect((await groupOf(world, { type: 'TypeError' })).events).toBe(2);
  });

  it.each<[string, number, number, string]>([
    ['an incident that is not there', 1, 99, 'unknown-target'],
    ['itself', 1, 1, 'same-incident'],
    ['an incident of a monitor', 1, 3, 'not-an-error'],
    ['an error, being of a monitor', 3, 1, 'not-an-error'],
  ])('are not merged into %s', async (_, number, into, refusal) => {
    const world = await twoErrors();
    await world.fire();

    expect(await merged(world, number, into)).toBe(refusal);
  });

  it('are not merged twice, nor in a circle', async () => {
    const world = await twoErrors();
    await merged(world, 1, 2);

    expect(await merged(world, 1, 2)).toBe('same-incident');
    expect(await merged(world, 2, 1)).toBe('same-incident');
  });

  it('stay merged for as long as they come', async () => {
    const world = await twoErrors();
    await merged(world, 1, 2);
    for (let week = 0; week < 8; week++) {
      await world.advance('6d');
      await raise(world, KEY);
    }

    expect((await groupOf(world, KEY)).lastSeenAt).toBe(world.now);
  });
});

describe('errors that are split again', () => {
  it('count by themselves from then on; what was counted stays', async () => {
    const world = await twoErrors();
    await merged(world, 1, 2);
    await raise(world, KEY);

    expect(await world.ask({ verb: 'split' }, 2)).toBe('done');
    expect(await world.last(2)).toMatchObject({ thread: true, what: { kind: 'split', groups: 1 } });
    expect((await world.incident(1)).status).toBe('resolved');
    expect(await raise(world, KEY)).toBe('reopened');
    expect((await world.incident(1)).reopened?.after.how).toBe('merged');
    expect((await groupOf(world, VALUE)).events).toBe(6);
    expect(await groupOf(world, KEY)).toMatchObject({ events: 1, mergedInto: null });
    expect(await world.ask({ verb: 'split' }, 2)).toBe('not-merged');
  });

  it('remember in which release they were resolved before', async () => {
    const world = await twoErrors();
    for (const release of ['1.9.0', '2.0.0']) await raise(world, { ...KEY, release });
    await resolved(world);
    await world.advance('1m');
    await merged(world, 1, 2);
    await world.ask({ verb: 'split' }, 2);

    expect(await raise(world, { ...KEY, release: '1.9.0' })).toBe('old-release');
    expect(await raise(world, { ...KEY, release: '2.1.0' })).toBe('reopened');
    // Who merged it did not resolve it.
    const known = { resolvedIn: '2.0.0', resolvedBy: null };
    expect((await world.incident()).error?.regression).toMatchObject(known);
  });

  it('are so too when a person opens the incident of the one again', async () => {
    const world = await twoErrors();
    await merged(world, 1, 2);
    await world.ask({ verb: 'reopen' }, 1);

    expect(await raise(world, KEY)).toBe('refired');
    expect((await groupOf(world, VALUE)).events).toBe(5);
  });

  it('were errors', async () => {
    const world = aWorld();
    await world.fire();

    expect(await world.ask({ verb: 'split' })).toBe('not-an-error');
  });
});
