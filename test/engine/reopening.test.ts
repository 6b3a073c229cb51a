import { describe, expect, it } from 'vitest';
import { hours } from '../../src/domain/time.ts';
import { ANN } from '../support/builders.ts';
import { aWorld, type DecideWorld } from '../support/decide-world.ts';

async function resolvedWorld(): Promise<DecideWorld> {
  const world = aWorld({ reopenWithin: hours(24) });
  await world.fire();
  await world.resolve();
  await world.advance('2m');
  return world;
}

describe('an alert that fires in the group of a resolved incident', () => {
  it.each([
    ['within reopen_within reopens it', '86399s', 'reopened', 1],
    ['after reopen_within opens another', '24h', 'opened', 2],
  ])('%s', async (_, ...[pause, reason, count]) => {
    const world = await resolvedWorld();
    await world.advance(pause);

    expect(await world.fire()).toBe(reason);
    expect(await world.incidents()).toHaveLength(count);
    expect((await world.incident(count)).status).toBe('triggered');
  });

  it('reopens it also when it is another alert', async () => {
    const world = await resolvedWorld();

    expect(await world.fire({ labels: { alertname: 'DiskFull', instance: 'other' } })).toBe(
      'reopened',
    );
    expect(await world.incident()).toMatchObject({
      alertCount: 2,
      firingCount: 1,
      occurrenceCount: 2,
    });
  });

  it('reopens the newest of several', async () => {
    const world = await resolvedWorld();
    await world.advance('24h');
    await world.fire();
    await world.resolve();
    await world.advance('1h');
    await world.fire();

    expect((await world.incidents()).map(({ status }) => status)).toEqual([
      'resolved',
      'triggered',
    ]);
  });

  it('joins the newest also when a person reopened an older one', async () => {
    const world = await resolvedWorld();
    await world.advance('24h');
    await world.fire();
    await world.resolve();
    await world.advance('1h');
    await world.ask({ verb: 'reopen' }, 1);

    expect(await world.fire()).toBe('joined');
    expect(await world.incident(1)).toMatchObject({ status: 'triggered', firingCount: 1 });
  });

  it('gives it back to nobody and remembers how it had ended', async () => {
    const world = aWorld();
    await world.fire();
    await world.ask({ verb: 'acknowledge' });
    await world.ask({ verb: 'assign', to: ANN });
    await world.ask({ verb: 'resolve', note: 'More disk', whileFiring: 'reopen' });
    const { resolution } = await world.incident();
    await world.resolve();
    await world.advance('3h');
    await world.fire({ description: 'It is full again' });

    expect(await world.incident()).toMatchObject({
      status: 'triggered',
      acknowledged: null,
      assignee: null,
      resolution: null,
      reopened: { at: world.now, after: { ...resolution, note: 'More disk' } },
      description: 'It is full again',
    });
    expect(await world.last()).toMatchObject({
      at: world.now,
      actor: { type: 'source', name: 'prometheus' },
      reason: 'reopened',
      thread: true,
      what: { kind: 'reopened', title: 'DiskFull' },
    });
  });

  it('begins the time to expiry anew', async () => {
    const world = await resolvedWorld();
    await world.advance('23h');
    await world.fire();
    await world.advance('604799s');
    expect((await world.incident()).status).toBe('triggered');

    await world.advance('1s');
    expect((await world.incident()).resolution?.how).toBe('expired');
  });
});

describe('a person who reopens', () => {
  it('gets it back at once, with their name on it', async () => {
    const world = await resolvedWorld();
    await world.advance('9d');
    const { cardRevision } = await world.incident();
    await world.ask({ verb: 'reopen' });

    expect(await world.incident()).toMatchObject({
      status: 'triggered',
      resolution: null,
      reopened: { at: world.now },
      lastSeenAt: world.now,
    });
    expect((await world.incident()).cardRevision).toBeGreaterThan(cardRevision);
    expect(await world.last()).toMatchObject({
      actor: { type: 'person', ...ANN },
      reason: 'asked',
      thread: true,
      what: { kind: 'reopened', title: '' },
    });
  });

  it('has it open until an alert comes and goes', async () => {
    const world = await resolvedWorld();
    await world.ask({ verb: 'reopen' });
    await world.advance('2d');
    expect((await world.incident()).status).toBe('triggered');

    await world.fire();
    await world.resolve();
    await world.advance('2m');
    expect((await world.incident()).status).toBe('resolved');
  });

  it('is told of it when its silence ended meanwhile', async () => {
    const world = aWorld();
    await world.silence({ matchers: 'alertname=DiskFull', for: '1h' });
    await world.fire();
    await world.ask({ verb: 'resolve', note: '', whileFiring: 'reopen' });
    await world.advance('2h');
    await world.ask({ verb: 'reopen' });

    expect(await world.incident()).toMatchObject({ withheld: null, cardRevision: 1 });
  });
});
