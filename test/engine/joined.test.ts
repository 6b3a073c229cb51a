import { describe, expect, it } from 'vitest';
import { anAlert } from '../support/builders.ts';
import { aWorld, type DecideWorld } from '../support/decide-world.ts';

const on = (instance: string) => ({ labels: { alertname: 'DiskFull', instance } });

async function openWorld(): Promise<DecideWorld> {
  const world = aWorld();
  await world.fire(on('1'));
  await world.advance('1m');
  return world;
}

describe('an alert that joins an open incident', () => {
  it('is told in the thread, with what it says', async () => {
    const world = await openWorld();

    expect(await world.fire(on('2'))).toBe('joined');
    expect(await world.last()).toMatchObject({
      seq: 2,
      at: world.now,
      actor: { type: 'source', name: 'prometheus' },
      reason: 'joined',
      thread: true,
      what: { kind: 'joined', count: 1, titles: ['2'], until: world.now },
    });
    expect(await world.incident()).toMatchObject({
      alertCount: 2,
      firingCount: 2,
      hosts: ['1', '2'],
    });
  });

  it('within ten minutes is added to the same entry', async () => {
    const world = await openWorld();
    const since = world.now;
    await world.fire(on('2'));
    await world.ask({ verb: 'acknowledge' });
    await world.advance('599s');
    await world.fire(on('3'));

    expect(await world.story()).toEqual(['(opened)', 'joined', 'acknowledged']);
    expect((await world.timeline())[1]).toMatchObject({
      at: since,
      what: { kind: 'joined', count: 2, titles: ['2', '3'], until: world.now },
    });
    expect((await world.incident()).joined).toEqual({
      seq: 2,
      since,
      count: 2,
      titles: ['2', '3'],
      revision: 2,
    });
  });

  it('after ten minutes is an entry of its own', async () => {
    const world = await openWorld();
    await world.fire(on('2'));
    await world.advance('10m');
    await world.fire(on('3'));

    expect(await world.story()).toEqual(['(opened)', 'joined', 'joined']);
    expect((await world.last()).what).toMatchObject({ count: 1, titles: ['3'] });
  });

  it('as the fourth and later is counted, and not named', async () => {
    const world = await openWorld();
    for (const name of ['2', '3', '4', '5', '6']) await world.fire(on(name));

    expect((await world.last()).what).toMatchObject({ count: 5, titles: ['2', '3', '4'] });
  });

  it.each([
    ['its host', { labels: { alertname: 'DiskFull', instance: 'h' } }, 'h'],
    ['else its sentence', { labels: { alertname: 'DiskFull', x: '1' }, description: 'd' }, 'd'],
    ['else its title', { labels: { alertname: 'DiskFull', x: '1' }, description: '' }, 'DiskFull'],
  ])('is named by %s', async (_, spec, name) => {
    const world = await openWorld();
    await world.fire(spec);

    expect((await world.last()).what).toMatchObject({ titles: [name] });
  });

  it('together with the first needs no entry', async () => {
    const world = aWorld();
    await world.receive(anAlert(on('1')), anAlert(on('2')));

    expect(await world.story()).toEqual(['(opened)']);
    expect(await world.incident()).toMatchObject({ alertCount: 2, firingCount: 2 });
  });

  it('for the second time needs no entry', async () => {
    const world = await openWorld();
    await world.fire(on('2'));
    await world.resolve(on('2'));
    await world.advance('1h');

    expect(await world.fire(on('2'))).toBe('refired');
    expect(await world.story()).toEqual(['(opened)', 'joined']);
    expect(await world.incident()).toMatchObject({ alertCount: 2, firingCount: 2 });
  });

  it('after a return begins a new entry', async () => {
    const world = await openWorld();
    await world.fire(on('2'));
    await world.ask({ verb: 'resolve', note: '', whileFiring: 'reopen' });
    await world.fire(on('3'));
    await world.advance('1m');
    await world.fire(on('4'));

    expect(await world.story()).toEqual(['(opened)', 'joined', 'resolved', 'reopened', 'joined']);
  });
});

describe('the hosts of an incident', () => {
  it('are each counted once, and no more than fifty', async () => {
    const world = await openWorld();
    const names = Array.from({ length: 60 }, (_, index) => `h${index % 55}`);
    for (const [index, name] of names.entries()) {
      await world.fire({ ...on(name), labels: { ...on(name).labels, n: String(index) } });
    }

    const { hosts } = await world.incident();
    expect(hosts).toHaveLength(50);
    expect(new Set(hosts).size).toBe(50);
  });
});
