import { describe, expect, it } from 'vitest';
import { aPolicy, below } from '../../support/builders.ts';
import { DecideWorld } from '../../support/decide-world.ts';
import { aRetention } from '../../support/state.ts';
import { announce, groupOf, type Raising, raise, resolved, samples } from './raising.ts';

const STAGING = { environment: 'staging' };

/** INC-1 in #staging, which is quiet, and INC-2 in #prod: both of the same error, and both resolved in 1.4.2. */
async function resolvedOnBoth(inNextRelease = false): Promise<DecideWorld> {
  const { route } = aPolicy();
  const routes = [
    below(route, 'env="staging"', { channel: '#staging' }),
    below(route, 'env="production"', { channel: '#prod' }),
  ];
  const world = new DecideWorld(aPolicy({ routes }));
  for (const version of ['1.4.1', '1.4.2']) await announce(world, version);
  for (const where of [STAGING, {}]) await raise(world, { release: '1.4.1', ...where });
  await world.advance('1h');
  for (const number of [1, 2]) await resolved(world, inNextRelease, number);
  await world.advance('1h');
  return world;
}

describe('an error that was resolved on two routes', () => {
  it('is a regression on each, though the other saw the newer release first', async () => {
    const world = await resolvedOnBoth();
    await raise(world, { release: '1.5.0', ...STAGING });
    await world.advance('1h');

    expect(await raise(world, { release: '1.5.0' })).toBe('reopened');
    expect(await world.last(2)).toMatchObject({
      thread: true,
      reason: 'regression',
      what: { kind: 'reopened', regression: { at: world.now, release: '1.5.0' } },
    });
    for (const number of [1, 2]) {
      const { error } = await world.incident(number);
      expect(error?.regression).toMatchObject({ release: '1.5.0', resolvedIn: '1.4.2' });
    }
    const kept = samples(world).filter(({ keepsake }) => keepsake === 'regression');
    expect(kept.map(({ event }) => event.environment)).toEqual(['production', 'staging']);
  });

  it('is none on the one whose release it was resolved in', async () => {
    const world = await resolvedOnBoth();
    await raise(world, { release: '1.5.0', ...STAGING });
    await raise(world, { release: '1.4.2' });

    expect(await world.last(2)).toMatchObject({ reason: 'reopened' });
    expect((await world.incident(2)).error?.regression).toBeNull();
  });

  it.each<[string, boolean, Raising]>([
    ['of an old release', false, { release: '1.4.1' }],
    ['of the same release, when only the next one counts', true, { release: '1.4.2' }],
    ['without a release, when only the next one counts', true, {}],
  ])(
    'does not come back with an event %s, though it is back on the other',
    async (_, inNext, old) => {
      const world = await resolvedOnBoth(inNext);
      await raise(world, { release: '1.5.0', ...STAGING });
      const before = (await world.incident(2)).occurrenceCount;

      expect(await raise(world, old)).toBe('old-release');
      expect(await world.incident(2)).toMatchObject({
        status: 'resolved',
        occurrenceCount: before + 1,
      });
      expect((await groupOf(world)).events).toBe(4);
    },
  );

  it('is a regression on the one, though the other was resolved in a later release meanwhile', async () => {
    const world = await resolvedOnBoth();
    for (const release of ['1.5.0', '2.0.0']) await raise(world, { release, ...STAGING });
    await world.advance('1h');
    await resolved(world);
    await world.advance('1h');

    expect(await raise(world, { release: '1.5.0' })).toBe('reopened');
    expect((await world.incident(2)).error?.regression).toMatchObject({
      ...{ release: '1.5.0', resolvedIn: '1.4.2' },
    });
    expect(await raise(world, { release: '1.5.0', environment: 'production' })).toBe('duplicate');
    expect(await raise(world, { release: '1.5.0', ...STAGING })).toBe('old-release');
    expect((await world.incident(1)).status).toBe('resolved');
  });

  it('is compared with a release that is forgotten by when it was resolved', async () => {
    const world = await resolvedOnBoth();
    await raise(world, { release: 'f3a9c', ...STAGING });
    // So many newer releases are kept, and no older ones.
    for (let build = 0; build < 100; build++) await announce(world, `build-${build}`);
    await world.store.prune(aRetention({ errorsBefore: world.now }), 999);

    expect(await world.store.releaseOf({ project: 'shop', version: '1.4.2' })).toBeUndefined();
    await raise(world, { release: 'f3a9c' });
    expect((await world.incident(2)).error?.regression?.release).toBe('f3a9c');
  });

  it('is no regression where nobody said that it was over', async () => {
    const world = await resolvedOnBoth();
    await raise(world, { release: '1.5.0', ...STAGING });
    await world.advance('8d');

    expect((await world.incident(1)).resolution?.how).toBe('expired');
    expect(await raise(world, { release: '1.6.0', ...STAGING })).toBe('reopened');
    expect((await world.incident(1)).error?.regression).toBeNull();
  });
});
