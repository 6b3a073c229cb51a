import { describe, expect, it } from 'vitest';
import type { Route } from '../../../src/domain/policy.ts';
import { aWorld, type DecideWorld } from '../../support/decide-world.ts';
import { aRelease, aRetention } from '../../support/state.ts';
import { announce, groupOf, type Raising, raise, resolved } from './raising.ts';

/** An error of 1.4.2, the newest release, that Ann resolved. */
async function aResolvedError(
  inNextRelease = false,
  route: Partial<Route> = {},
): Promise<DecideWorld> {
  const world = aWorld(route);
  for (const version of ['1.4.1', '1.4.2']) await announce(world, version);
  await raise(world, { release: '1.4.1' });
  await world.advance('1h');
  await resolved(world, inNextRelease);
  await world.advance('1h');
  return world;
}

describe('an error that a person resolved', () => {
  it.each<[string, boolean, Raising, string]>([
    ['of the same release brings it back', false, { release: '1.4.2' }, 'reopened'],
    ['of an older release does not', false, { release: '1.4.1' }, 'old-release'],
    [
      'of a release that was seen first afterwards brings it back, whatever its version',
      false,
      { release: '1.3.9' },
      'reopened',
    ],
    [
      'of such a release does not, when only the next one counts',
      true,
      { release: '1.3.9' },
      'old-release',
    ],
    ['of a later release brings it back', false, { release: '1.4.3' }, 'reopened'],
    [
      'of a release that nobody has seen, without a number, brings it back',
      false,
      { release: 'f3a9c' },
      'reopened',
    ],
    ['of no release brings it back', false, { release: '' }, 'reopened'],
    [
      'of the same release does not, when only the next one counts',
      true,
      { release: '1.4.2' },
      'old-release',
    ],
    ['of no release does not, when only the next one counts', true, { release: '' }, 'old-release'],
    ['of the next release does, when only that counts', true, { release: '1.5.0' }, 'reopened'],
    [
      'of another environment brings it back',
      false,
      { release: '1.4.2', environment: 'prod' },
      'reopened',
    ],
  ])('an event %s', async (_, inNext, event, reason) => {
    const world = await aResolvedError(inNext);

    expect(await raise(world, event)).toBe(reason);
    expect((await world.incident()).status).toBe(reason === 'reopened' ? 'triggered' : 'resolved');
    expect((await groupOf(world)).events).toBe(2);
  });

  describe.each<[string, string, string, readonly string[]]>([
    ['of another program', 'api@4.9.0', 'web@7.0.0', []],
    ['that runs in staging only', '4.9.0', '5.0.0-rc.1', ['staging']],
  ])('while the newest release is one %s', (_, own, other, environments) => {
    const aResolved = async (inNext: boolean) => {
      const world = aWorld();
      await raise(world, { release: own });
      await world.advance('1h');
      const told = aRelease({ version: other, firstSeenAt: world.now });
      const deploys = environments.map((environment) => ({
        ...{ environment, at: world.now, name: '', url: null },
      }));
      await world.command({ type: 'release', release: { ...told, deploys } });
      await world.advance('1h');
      await resolved(world, inNext);
      return world;
    };

    it('is resolved in the last one that it came from', async () => {
      const world = await aResolved(false);

      expect((await world.incident()).resolution?.release?.version).toBe(own);
      expect(await raise(world, { release: own })).toBe('reopened');
    });

    it('comes back in the next of its own, when only that counts', async () => {
      const world = await aResolved(true);
      await world.advance('1m');

      expect(await raise(world, { release: own })).toBe('old-release');
      expect(await raise(world, { release: own.replace('4.9.0', '4.9.1') })).toBe('reopened');
      expect((await world.incident()).error?.regression).not.toBeNull();
    });
  });

  it('comes back in another program that is first seen later, when only the next release counts', async () => {
    const world = aWorld();
    await announce(world, 'web@2.0.0');
    await raise(world, { release: 'api@1.0.0' });
    await raise(world, { release: 'web@2.0.0' });
    await resolved(world, true);
    await world.advance('1m');

    expect(await raise(world, { release: 'api@1.0.0' })).toBe('old-release');
    expect(await raise(world, { release: 'job@1.0.0' })).toBe('reopened');
  });

  it('ends its alerts, leaves no mute behind, and says with which release', async () => {
    const world = aWorld();
    await announce(world, '1.4.2');
    await raise(world, { release: '1.4.2' });
    await raise(world, { release: '1.4.2', environment: 'prod' });
    await world.ask({
      verb: 'resolve',
      note: 'fixed',
      whileFiring: { muteUntil: world.in('1h') },
    });

    expect(await world.incident()).toMatchObject({
      status: 'resolved',
      firingCount: 0,
      audibleCount: 0,
      mute: null,
      resolution: { how: 'person', release: { version: '1.4.2', inNext: false }, into: null },
    });
    expect((await world.last()).what).toMatchObject({
      kind: 'resolved',
      release: { version: '1.4.2', inNext: false },
    });
    expect(await world.store.firing()).toEqual([]);
  });

  it('is resolved for all its environments', async () => {
    const world = aWorld();
    await raise(world);
    await raise(world, { environment: 'prod' });
    await resolved(world);

    expect(await raise(world, { environment: 'prod' })).toBe('reopened');
    expect(await raise(world)).toBe('refired');
    expect((await world.incident()).firingCount).toBe(2);
  });

  it('of a project without releases comes back with any event, which is no regression', async () => {
    const world = aWorld();
    await raise(world);
    await resolved(world);
    await world.advance('400d');

    expect(await raise(world)).toBe('reopened');
    expect(await world.last()).toMatchObject({ reason: 'reopened', what: { kind: 'reopened' } });
    expect((await world.incident()).error?.regression).toBeNull();
    expect((await world.incident()).resolution).toBeNull();
  });

  it('can wait for the next release only where there are releases', async () => {
    const world = aWorld();
    await raise(world);
    await world.fire();

    expect(await resolved(world, true)).toBe('no-release');
    expect(await resolved(world, true, 2)).toBe('not-an-error');
  });

  it('counts events of old releases and changes nothing else, whoever opens it again', async () => {
    const world = await aResolvedError();
    const before = await world.incident();
    for (let times = 0; times < 3; times++) await raise(world, { release: '1.4.1', user: 'ann' });

    expect(await world.incident()).toEqual({ ...before, occurrenceCount: 4 });
    expect((await groupOf(world)).users).toMatchObject({ kind: 'exact', keys: { length: 1 } });

    await world.ask({ verb: 'reopen' });

    expect(await raise(world, { release: '1.4.1' })).toBe('refired');
    expect((await groupOf(world)).resolved).toBeNull();
  });

  it('comes back with the events of old releases too, once it is back', async () => {
    const world = await aResolvedError();
    await raise(world, { release: '1.5.0' });

    expect(await raise(world, { release: '1.4.1' })).toBe('duplicate');
  });
});

describe('an error that comes back in a later release', () => {
  it('is a regression: the thread, the incident and the group say so', async () => {
    const world = await aResolvedError();
    await raise(world, { release: '1.4.3' });
    const regression = {
      at: world.now,
      release: '1.4.3',
      resolvedIn: '1.4.2',
      resolvedBy: { type: 'person', id: 'U1', name: 'Ann Lee' },
    };

    expect(await world.last()).toMatchObject({
      thread: true,
      reason: 'regression',
      what: { kind: 'reopened', regression },
    });
    expect((await world.incident()).error).toMatchObject({ regression, isNew: true });
    expect(await groupOf(world)).toMatchObject({ resolved: null, lastRelease: '1.4.3' });
  });

  it('is one until it is resolved', async () => {
    const world = await aResolvedError();
    await raise(world, { release: '1.4.3' });
    await resolved(world);

    expect((await world.incident()).error?.regression).toBeNull();

    await raise(world, { release: '1.4.3' });

    expect((await world.last()).reason).toBe('reopened');
  });

  it('calls whom its route calls', async () => {
    const world = aWorld({ mention: '@oncall' });
    await announce(world, '1.4.2');
    await raise(world, { release: '1.4.2' });
    await resolved(world);
    await raise(world, { release: '1.5.0' });

    expect((await world.story()).slice(-2)).toEqual(['reopened', 'called']);
  });

  it('says so when a silence that held it back is over', async () => {
    const world = await aResolvedError();
    await world.silence({ matchers: 'service="shop"', for: '10m' });
    await raise(world, { release: '1.4.3' });

    expect((await world.last()).thread).toBe(false);

    await world.advance('11m');

    expect((await world.timeline()).filter(({ thread }) => thread).at(-1)).toMatchObject({
      what: { kind: 'released' },
    });
    expect((await world.incident()).error?.regression?.release).toBe('1.4.3');
  });

  it('of an incident that is forgotten opens a new one, which is not called new', async () => {
    // What Slack has to show is not forgotten.
    const nobodyIsTold = { of: 'occurrences', count: 99, within: null, errors: [] } as const;
    const world = await aResolvedError(false, { notifyWhen: nobodyIsTold });
    await world.store.prune(aRetention({ resolvedBefore: world.now }), 9);

    expect(await raise(world, { release: '1.4.3' })).toBe('opened');
    expect((await world.incident(2)).error).toMatchObject({
      isNew: false,
      regression: { release: '1.4.3' },
    });
    expect((await groupOf(world)).incident).toBe((await world.incident(2)).id);
  });
});

describe('an error of which nothing was heard for a week', () => {
  it('is over, and its next event brings the same incident back and says how it had ended', async () => {
    const world = aWorld();
    await raise(world);
    await world.advance('8d');

    expect((await world.incident()).resolution?.how).toBe('expired');

    await world.advance('60d');

    expect(await raise(world)).toBe('reopened');
    expect((await world.incident()).reopened?.after.how).toBe('expired');
    expect(await world.story()).toEqual(['(opened)', 'resolved', 'reopened']);
    expect((await groupOf(world)).events).toBe(2);
  });
});
