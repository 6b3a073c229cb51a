import { describe, expect, it } from 'vitest';
import { days } from '../../src/domain/time.ts';
import { aWorld } from '../support/decide-world.ts';

const resolve = { verb: 'resolve', note: '', whileFiring: 'reopen' } as const;

describe('an incident that nobody resolves', () => {
  it('expires when nothing was heard of it for expire_after', async () => {
    const world = aWorld({ expireAfter: days(7) });
    await world.fire({ source: 'json' });
    const end = world.in('7d');
    await world.advance('604799s');
    expect((await world.incident()).status).toBe('triggered');

    await world.advance('1s');
    expect(await world.incident()).toMatchObject({
      status: 'resolved',
      firingCount: 0,
      audibleCount: 0,
      resolution: { at: end, by: { type: 'quell' }, how: 'expired', note: '' },
    });
    expect(await world.alert()).toMatchObject({ status: 'resolved', endsAt: end });
    expect(await world.last()).toMatchObject({
      reason: 'expired',
      thread: true,
      what: { kind: 'resolved', how: 'expired' },
    });
  });

  it.each([
    ['its alert is sent again', 'duplicate', {}],
    ['another alert joins', 'joined', { labels: { alertname: 'DiskFull', instance: 'web-9' } }],
  ])('waits as long anew when %s', async (_, reason, spec) => {
    const world = aWorld();
    await world.fire();
    await world.advance('6d');
    expect(await world.fire(spec)).toBe(reason);
    await world.advance('6d');
    expect((await world.incident()).status).toBe('triggered');

    await world.advance('1d');
    expect(await world.incident()).toMatchObject({ status: 'resolved', firingCount: 0 });
  });

  it('expires also when a person opened it', async () => {
    const world = aWorld();
    await world.command({
      type: 'open',
      actor: { type: 'api', name: 'script' },
      title: 'Odd numbers',
      severity: 'error',
      description: '',
      channel: null,
    });
    await world.advance('7d');

    expect((await world.incident()).resolution?.how).toBe('expired');
  });

  it('expires also when a person reopened it and nothing fires', async () => {
    const world = aWorld();
    await world.fire();
    await world.resolve();
    await world.advance('1h');
    await world.ask({ verb: 'reopen' });
    await world.advance('6d');
    expect((await world.incident()).status).toBe('triggered');

    await world.advance('1d');
    expect((await world.incident()).resolution?.how).toBe('expired');
  });
});

describe('an alert that no sender resolves, of an incident that a person resolved', () => {
  it('ends after the same quiet time, and people are not told', async () => {
    const world = aWorld();
    await world.fire();
    await world.advance('1d');
    await world.ask(resolve);
    const { cardRevision, detailsRevision } = await world.incident();
    await world.advance('6d');

    expect((await world.alert()).status).toBe('resolved');
    expect(await world.incident()).toMatchObject({ firingCount: 0, cardRevision, detailsRevision });
    expect(await world.story()).toEqual(['(opened)', 'resolved']);
  });

  it('goes on while it is sent again', async () => {
    const world = aWorld();
    await world.fire();
    await world.ask(resolve);
    for (let minute = 0; minute < 8 * 24 * 60; minute += 45) {
      await world.advance('45m');
      await world.fire();
    }

    expect(await world.alert()).toMatchObject({ status: 'firing', periods: 1 });
    expect((await world.incident()).status).toBe('resolved');
  });

  it('leaves no timer behind when it ended by itself', async () => {
    const world = aWorld();
    await world.fire();
    await world.ask(resolve);
    await world.resolve();

    expect(await world.store.nextDueAt()).toBeNull();
  });
});
