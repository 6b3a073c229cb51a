import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '../../src/domain/time.ts';
import { aWorld } from '../support/decide-world.ts';

const on = (instance: string) => ({ labels: { alertname: 'Disk', instance } });
const WAITS = { groupWait: seconds(30) };

describe('while its group waits an incident', () => {
  it('has no card, and no reason to withhold it', async () => {
    const world = aWorld(WAITS);
    await world.fire(on('1'));
    await world.advance('29s');

    expect(await world.incident()).toMatchObject({ cardRevision: 0, withheld: null });
  });

  it('gathers alerts for its first card', async () => {
    const world = aWorld(WAITS);
    await world.fire(on('1'));
    await world.advance('10s');
    await world.fire(on('2'));
    await world.advance('20s');

    expect(await world.incident()).toMatchObject({ cardRevision: 1, alertCount: 2 });
    expect(await world.story()).toEqual(['(opened)']);
  });

  it('that is over before is never heard of', async () => {
    const world = aWorld({ ...WAITS, resolveAfter: seconds(1) });
    await world.fire(on('1'));
    await world.resolve(on('1'));
    await world.advance('1h');

    expect(await world.incident()).toMatchObject({ status: 'resolved', cardRevision: 0 });
  });

  it('that comes back after it was never heard of waits again', async () => {
    const world = aWorld({ ...WAITS, resolveAfter: seconds(1) });
    for (let blip = 0; blip < 2; blip++) {
      await world.fire(on('1'));
      await world.advance('10s');
      await world.resolve(on('1'));
      await world.advance('1h');
    }
    expect(await world.incidents()).toMatchObject([{ status: 'resolved', cardRevision: 0 }]);
    await world.fire(on('1'));
    await world.advance('30s');

    expect((await world.incident()).cardRevision).toBe(1);
  });

  it('that began longer ago than it would wait is told at once', async () => {
    const world = aWorld(WAITS);
    await world.fire({ ...on('1'), startsAt: world.ago('31s') });

    expect((await world.incident()).cardRevision).toBe(1);
  });

  it('that is silenced meanwhile stays unheard until the silence ends', async () => {
    const world = aWorld(WAITS);
    await world.fire(on('1'));
    await world.silence({ matchers: 'alertname=Disk', for: '5m' });
    await world.advance('1m');
    expect(await world.incident()).toMatchObject({ cardRevision: 0, withheld: 'silenced' });
    await world.advance('5m');

    expect((await world.incident()).cardRevision).toBe(1);
  });
});

describe('news of a group', () => {
  const SLOW = { groupInterval: minutes(5) };

  it('comes no sooner than the interval after the card, and tells all that joined', async () => {
    const world = aWorld(SLOW);
    await world.fire(on('1'));
    await world.advance('1m');
    await world.fire(on('2'));
    await world.advance('1m');
    await world.fire(on('3'));
    expect(await world.story()).toEqual(['(opened)']);
    await world.advance('3m');

    expect(await world.story()).toEqual(['(opened)', 'joined']);
    expect((await world.last()).what).toMatchObject({
      kind: 'joined',
      count: 2,
      titles: ['2', '3'],
    });
  });

  it('is told at once when the interval is over already', async () => {
    const world = aWorld(SLOW);
    await world.fire(on('1'));
    await world.advance('6m');
    await world.fire(on('2'));

    expect(await world.story()).toEqual(['(opened)', 'joined']);
  });

  it('is not told of what is over before', async () => {
    const world = aWorld({ ...SLOW, resolveAfter: seconds(1) });
    await world.fire(on('1'));
    await world.advance('1m');
    await world.fire(on('2'));
    for (const instance of ['1', '2']) await world.resolve(on(instance));
    await world.advance('10m');

    expect(await world.story()).toEqual(['(opened)', 'resolved']);
  });

  it('is one entry an interval where that is longer than ten minutes', async () => {
    const world = aWorld({ groupInterval: minutes(30) });
    await world.fire(on('1'));
    for (let instance = 2; instance < 13; instance++) {
      await world.advance('5m');
      await world.fire(on(`${instance}`));
    }

    expect(await world.story()).toEqual(['(opened)', 'joined']);
  });
});
