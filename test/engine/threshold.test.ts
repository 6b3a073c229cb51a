import { describe, expect, it } from 'vitest';
import type { Threshold } from '../../src/domain/policy.ts';
import { minutes } from '../../src/domain/time.ts';
import { aWorld } from '../support/decide-world.ts';

const five = (change: Partial<Threshold> = {}): { notifyWhen: Threshold } => ({
  notifyWhen: { of: 'occurrences', count: 3, within: minutes(10), errors: [], ...change },
});
const on = (instance: string) => ({ labels: { alertname: 'Slow', instance } });
const event = (user: string | null) => ({ labels: { alertname: 'KeyError' }, event: { user } });

describe('below its threshold an incident', () => {
  it('is withheld with that reason, and counted', async () => {
    const world = aWorld(five());
    await world.fire(on('1'));
    await world.fire(on('2'));

    expect(await world.incident()).toMatchObject({
      withheld: 'below-threshold',
      cardRevision: 0,
      alertCount: 2,
    });
    expect(await world.story()).toEqual(['(opened)', '(withheld)']);
  });

  it('ends without anybody hearing of it', async () => {
    const world = aWorld(five());
    await world.fire(on('1'));
    await world.resolve(on('1'));
    await world.advance('3m');

    expect(await world.incident()).toMatchObject({ status: 'resolved', cardRevision: 0 });
  });
});

describe('the threshold', () => {
  it('is reached by so many firing periods within the time', async () => {
    const world = aWorld(five());
    for (const instance of ['1', '2', '3']) await world.fire(on(instance));

    expect(await world.incident()).toMatchObject({ withheld: null, cardRevision: 1 });
    expect(await world.last()).toMatchObject({
      reason: 'threshold-reached',
      what: { kind: 'released', why: 'below-threshold' },
    });
  });

  it('counts a monitor that is re-sent once', async () => {
    const world = aWorld(five());
    for (let times = 0; times < 5; times++) await world.fire(on('1'));

    expect((await world.incident()).withheld).toBe('below-threshold');
  });

  it('counts every event of an error', async () => {
    const world = aWorld(five());
    for (let times = 0; times < 3; times++) await world.fire(event(null));

    expect((await world.incident()).withheld).toBeNull();
  });

  it('forgets what is longer ago than its time', async () => {
    const world = aWorld(five());
    await world.fire(event(null));
    await world.fire(event(null));
    await world.advance('11m');
    await world.fire(event(null));

    expect((await world.incident()).withheld).toBe('below-threshold');
  });

  it('counts since the beginning where no time is given', async () => {
    const world = aWorld(five({ within: null }));
    for (let times = 0; times < 3; times++) {
      await world.fire(event(null));
      await world.advance('5h');
    }

    expect((await world.incident()).withheld).toBeNull();
  });

  it('of users counts each once, and nobody for nobody', async () => {
    const world = aWorld(five({ of: 'users' }));
    for (const user of ['ann', 'ann', 'bob', null, null, 'bob']) await world.fire(event(user));
    expect((await world.incident()).withheld).toBe('below-threshold');
    await world.fire(event('cara'));

    expect((await world.incident()).withheld).toBeNull();
  });

  it('does not count what is silenced', async () => {
    const world = aWorld(five({ count: 2 }));
    await world.silence({ matchers: 'instance="1"' });
    await world.fire(on('1'));
    await world.fire(on('2'));

    expect((await world.incident()).withheld).toBe('below-threshold');
  });

  it('is exact up to a thousand', async () => {
    const world = aWorld(five({ of: 'users', count: 1_000 }));
    for (let user = 0; user < 999; user++) await world.fire(event(`u${user}`));
    expect((await world.incident()).withheld).toBe('below-threshold');
    await world.fire(event('one more'));

    expect((await world.incident()).withheld).toBeNull();
  });
});
