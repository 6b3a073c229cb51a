import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '../../src/domain/time.ts';
import { aWorld } from '../support/decide-world.ts';

const ONE = { labels: { alertname: 'DiskFull', instance: 'web-1' } };
const TWO = { labels: { alertname: 'DiskFull', instance: 'web-2' } };

describe('an incident', () => {
  it('is over when its last alert was quiet for resolve_after', async () => {
    const world = aWorld({ resolveAfter: minutes(2) });
    await world.fire(ONE);
    await world.fire(TWO);
    await world.resolve(ONE);
    await world.advance('10m');
    await world.resolve(TWO);
    const end = world.in('2m');

    await world.advance('119s');
    expect((await world.incident()).status).toBe('triggered');
    await world.advance('1s');

    expect(await world.incident()).toMatchObject({
      status: 'resolved',
      resolution: { at: end, by: { type: 'quell' }, how: 'alerts', note: '', acknowledged: null },
    });
    expect(await world.last()).toMatchObject({
      at: end,
      actor: { type: 'quell' },
      reason: 'all-resolved',
      thread: true,
      what: { kind: 'resolved', how: 'alerts', note: '' },
    });
  });

  it('stays open when an alert fires again within that time', async () => {
    const world = aWorld();
    await world.fire(ONE);
    await world.resolve(ONE);
    await world.advance('119s');
    await world.fire(ONE);
    await world.advance('1h');

    expect((await world.incident()).status).toBe('triggered');
  });

  it('is quiet anew from each end', async () => {
    const world = aWorld();
    await world.fire(ONE);
    await world.resolve(ONE);
    await world.advance('90s');
    await world.fire(ONE);
    await world.resolve(ONE);
    await world.advance('119s');
    expect((await world.incident()).status).toBe('triggered');

    await world.advance('1s');
    expect((await world.incident()).status).toBe('resolved');
  });

  it('is over at once where resolve_after is nothing', async () => {
    const world = aWorld({ resolveAfter: seconds(0) });
    await world.fire(ONE);
    await world.resolve(ONE);

    expect((await world.incident()).resolution?.at).toBe(world.now);
  });

  it('is over resolve_after behind a time-out', async () => {
    const world = aWorld();
    await world.fire({ ...ONE, resolveTimeout: minutes(5) });
    await world.advance('7m');

    expect((await world.incident()).resolution?.at).toBe(world.now);
  });

  it('is not over before we knew, however long ago the sender says that its alert ended', async () => {
    const world = aWorld();
    await world.fire(ONE);
    await world.advance('1h');
    await world.ask({ verb: 'acknowledge' });
    await world.resolve({ ...ONE, endsAt: world.ago('50m') });
    expect((await world.incident()).status).toBe('acknowledged');

    await world.advance('2m');
    expect((await world.incident()).resolution?.at).toBe(world.now);
  });

  it('comes back when its alert fires after an end that was told from long ago', async () => {
    const world = aWorld();
    await world.fire(ONE);
    await world.resolve({ ...ONE, endsAt: 0 as never });
    await world.advance('5m');

    expect(await world.fire(ONE)).toBe('reopened');
  });

  it('is not over while an alert was seen less than resolve_after ago, even if the timer is late', async () => {
    const world = aWorld();
    await world.fire({ ...ONE, endsAt: world.in('1m') });
    world.clock.advance('10m');
    await world.fire(TWO);
    await world.resolve(TWO);
    await world.settle();
    expect((await world.incident()).status).toBe('triggered');

    await world.advance('2m');
    expect((await world.incident()).resolution?.at).toBe(world.now);
  });

  it("is nobody's any more, and remembers whose it was", async () => {
    const world = aWorld();
    await world.fire(ONE);
    await world.ask({ verb: 'acknowledge' });
    const { acknowledged } = await world.incident();
    await world.resolve(ONE);
    await world.advance('2m');

    expect(await world.incident()).toMatchObject({
      status: 'resolved',
      acknowledged: null,
      resolution: { acknowledged },
    });
    expect(await world.ask({ verb: 'acknowledge' })).toBe('already-resolved');
  });
});
