import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { aPolicy } from '../support/builders.ts';
import { aConfiguredWorld, type DecideWorld } from '../support/decide-world.ts';

const LIMIT = { changes: 4, within: minutes(10), quiet: minutes(10) };
const flapper = (route: Parameters<typeof aPolicy>[0] = {}) =>
  aConfiguredWorld(aPolicy(route, { flapping: LIMIT }));
const on = (instance: string) => ({ labels: { alertname: 'Disk', instance } });

/** Goes off and on again, so many times, a minute each. */
async function flap(world: DecideWorld, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await world.resolve();
    await world.advance('1m');
    await world.fire();
    await world.advance('1m');
  }
}

describe('an incident that goes on and off', () => {
  it('is not flapping up to the limit', async () => {
    const world = await flapper();
    await world.fire();
    await flap(world, 2);

    expect((await world.incident()).flapping).toBeNull();
  });

  it('is flapping past it, and that is told once', async () => {
    const world = await flapper();
    await world.fire();
    await flap(world, 6);

    expect((await world.incident()).flapping).toMatchObject({ changes: 12 });
    expect(await world.story()).toEqual(['(opened)', 'flapping']);
    const [, flapping] = await world.timeline();
    expect(flapping).toMatchObject({
      reason: 'flapping',
      what: { changes: 6, within: minutes(10) },
    });
  });

  it('does not flap by single alerts while others fire', async () => {
    const world = await flapper();
    await world.fire(on('1'));
    for (let time = 0; time < 9; time++) {
      await world.fire(on('2'));
      await world.resolve(on('2'));
    }

    expect((await world.incident()).flapping).toBeNull();
  });

  it('does not flap when it changes slowly', async () => {
    const world = await flapper();
    await world.fire();
    for (let time = 0; time < 9; time++) {
      await world.resolve();
      await world.advance('5m');
      await world.fire();
      await world.advance('5m');
    }

    expect((await world.incident()).flapping).toBeNull();
  });
});

describe('a flapping incident', () => {
  it('stays open while it is quiet, and is over when it was quiet long enough', async () => {
    const world = await flapper();
    await world.fire();
    await flap(world, 4);
    await world.resolve();
    await world.advance('9m');
    expect((await world.incident()).status).toBe('triggered');
    await world.advance('1m');

    expect(await world.incident()).toMatchObject({ status: 'resolved', flapping: null });
    expect(await world.story()).toEqual(['(opened)', 'flapping', 'steady', 'resolved']);
  });

  it('that fires on is steady, and stays open', async () => {
    const world = await flapper();
    await world.fire();
    await flap(world, 4);
    await world.advance('10m');

    expect(await world.incident()).toMatchObject({ status: 'triggered', flapping: null });
    expect((await world.last()).what).toMatchObject({ kind: 'steady', firing: 1, changes: 8 });
  });

  it('is not called for', async () => {
    const world = await flapper({ mention: '@oncall', repeatInterval: minutes(3) });
    await world.fire();
    await flap(world, 8);
    const called = (await world.story()).filter((kind) => kind === 'called').length;
    await flap(world, 8);

    expect((await world.story()).filter((kind) => kind === 'called')).toHaveLength(called);
  });

  it('is over when a person says so, and is not flapping when it comes back', async () => {
    const world = await flapper();
    await world.fire();
    await flap(world, 4);
    await world.ask({ verb: 'resolve', note: '', whileFiring: 'reopen' });
    await world.resolve();
    await world.advance('1m');
    await world.fire();

    expect(await world.incident()).toMatchObject({ status: 'triggered', flapping: null });
  });

  it('that is muted says nothing of it', async () => {
    const world = await flapper();
    await world.fire();
    await world.ask({ verb: 'mute', until: null, reason: '' });
    await flap(world, 6);

    expect(await world.story()).toEqual(['(opened)', 'muted', '(flapping)']);
  });

  it('flaps also where it resolves at once', async () => {
    const world = await flapper({ resolveAfter: minutes(0) });
    await world.fire();
    await flap(world, 6);
    const before = (await world.story()).length;
    await flap(world, 6);

    expect((await world.incident()).flapping).not.toBeNull();
    expect(await world.story()).toHaveLength(before);
  });
});
