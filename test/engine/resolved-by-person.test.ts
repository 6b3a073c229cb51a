import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { ANN } from '../support/builders.ts';
import { aWorld, type DecideWorld } from '../support/decide-world.ts';

const resolve = { verb: 'resolve', note: 'It was known', whileFiring: 'reopen' } as const;

async function resolvedWhileFiring(spec = {}): Promise<DecideWorld> {
  const world = aWorld();
  await world.fire(spec);
  await world.advance('10m');
  await world.ask(resolve);
  return world;
}

describe('a person who resolves', () => {
  it('ends the incident at once, although alerts fire', async () => {
    const world = await resolvedWhileFiring();

    expect(await world.incident()).toMatchObject({
      status: 'resolved',
      firingCount: 1,
      resolution: {
        at: world.now,
        by: { type: 'person', ...ANN },
        how: 'person',
        note: 'It was known',
      },
      mute: null,
    });
    expect(await world.last()).toMatchObject({
      actor: { type: 'person', ...ANN },
      reason: 'asked',
      thread: true,
      what: { kind: 'resolved', how: 'person', note: 'It was known' },
    });
  });

  it('is not contradicted by the timers of before', async () => {
    const world = aWorld();
    await world.fire();
    await world.resolve();
    await world.advance('1m');
    await world.ask(resolve);
    expect(await world.store.nextDueAt()).toBeNull();
    await world.advance('10d');

    expect((await world.incident()).resolution?.how).toBe('person');
    expect(await world.story()).toEqual(['(opened)', 'resolved']);
  });
});

describe('after a person resolved while an alert fires', () => {
  it('the same firing is counted, and changes nothing that people see', async () => {
    const world = await resolvedWhileFiring();
    const before = await world.incident();
    await world.advance('30m');

    expect(await world.fire({ description: 'Other words' })).toBe('dismissed');
    expect(await world.incident()).toEqual({
      ...before,
      occurrenceCount: 2,
      lastSeenAt: world.now,
    });
  });

  it('even a worse word about the same firing changes nothing that people see', async () => {
    const world = await resolvedWhileFiring();
    const { cardRevision } = await world.incident();

    expect(await world.fire({ severity: 'critical' })).toBe('dismissed');
    expect(await world.incident()).toMatchObject({ severity: 'warning', cardRevision });
  });

  it.each([
    ['a new firing of the same alert', {}, true],
    ['another alert', { labels: { alertname: 'DiskFull', instance: 'web-2' } }, false],
  ])('%s reopens it', async (_, spec, endFirst) => {
    const world = await resolvedWhileFiring();
    if (endFirst) await world.resolve();

    expect(await world.fire(spec)).toBe('reopened');
    expect((await world.incident()).status).toBe('triggered');
  });

  it.each([
    ['up to an hour is the same firing', '1h', 'dismissed'],
    ['of more than an hour means that it began again', '3601s', 'reopened'],
  ])('a pause %s, where the sender tells no times', async (_, pause, reason) => {
    const world = await resolvedWhileFiring();
    await world.fire();
    await world.advance(pause);

    expect(await world.fire()).toBe(reason);
    expect(await world.incident()).toMatchObject({
      firingCount: 1,
      audibleCount: 1,
      alertCount: 1,
    });
  });

  it.each([
    ['that tells the same start is the same firing after any pause', '0s', 'dismissed'],
    ['that tells a later start began again', '1s', 'reopened'],
  ])('a sender %s', async (_, shift, reason) => {
    const start = aWorld().now;
    const world = await resolvedWhileFiring({ startsAt: start });
    await world.advance('5h');
    const startsAt = (start + (shift === '0s' ? 0 : 1_000)) as typeof start;

    expect(await world.fire({ startsAt })).toBe(reason);
  });

  it('an alert that times out ends silently, and the next firing reopens', async () => {
    const spec = { resolveTimeout: minutes(30) };
    const world = await resolvedWhileFiring(spec);
    const { cardRevision } = await world.incident();
    await world.advance('25m');
    expect(await world.incident()).toMatchObject({
      status: 'resolved',
      firingCount: 0,
      cardRevision,
    });

    expect(await world.fire(spec)).toBe('reopened');
  });

  it('an alert of another group that fires opens an incident of its own', async () => {
    const world = await resolvedWhileFiring();

    expect(await world.fire({ labels: { alertname: 'Other' } })).toBe('opened');
  });

  it('the old alert stays where it was when another alert begins an incident much later', async () => {
    const world = await resolvedWhileFiring({ startsAt: aWorld().now });
    await world.advance('25h');
    await world.fire({ labels: { alertname: 'DiskFull', instance: 'web-2' } });

    expect(await world.incident(1)).toMatchObject({ status: 'resolved', firingCount: 1 });
    expect(await world.incident(2)).toMatchObject({ status: 'triggered', firingCount: 1 });
  });
});

describe('the mute that a resolve leaves behind', () => {
  const muting = (world: DecideWorld, length: string) =>
    ({ verb: 'resolve', note: '', whileFiring: { muteUntil: world.in(length) } }) as const;

  it('keeps the next firing from people, and is told of when it is over', async () => {
    const world = aWorld();
    await world.fire();
    await world.ask(muting(world, '1h'));
    await world.resolve();
    await world.advance('30m');
    expect(await world.fire()).toBe('reopened');
    expect(await world.story()).toEqual(['(opened)', 'resolved', '(muted)', '(reopened)']);

    await world.advance('30m');
    expect(await world.incident()).toMatchObject({ status: 'triggered', mute: null });
    expect((await world.last()).what).toMatchObject({ kind: 'unmuted', hidden: 1 });
    expect((await world.last()).thread).toBe(true);
  });

  it('passes unheard where nothing happened meanwhile', async () => {
    const world = aWorld();
    await world.fire();
    await world.ask(muting(world, '1h'));
    await world.advance('1h');

    expect((await world.incident()).mute).toBeNull();
    expect(await world.story()).toEqual(['(opened)', 'resolved', '(muted)', '(unmuted)']);
  });

  it.each<[string, string | null, string, string | null]>([
    ['is there while alerts fire', null, '1h', '1h'],
    ['replaces a shorter one', '30m', '1h', '1h'],
    ['leaves a longer one', '2h', '1h', '2h'],
    ['replaces one until it resolves', 'until resolved', '1h', '1h'],
  ])('%s', async (_, ...[before, wished, after]) => {
    const world = aWorld();
    await world.fire();
    if (before !== null) {
      const until = before === 'until resolved' ? null : world.in(before);
      await world.ask({ verb: 'mute', until, reason: 'busy' });
    }
    await world.ask(muting(world, wished));

    expect((await world.incident()).mute?.until).toBe(after && world.in(after));
  });

  it('is not there when nothing fires any more', async () => {
    const world = aWorld();
    await world.fire();
    await world.resolve();
    await world.ask(muting(world, '1h'));

    expect((await world.incident()).mute).toBeNull();
  });
});

describe('an incident that came back after a resolve, unheard', () => {
  it('is told by its card when its silence is over: whom the route calls is called, and its end is told', async () => {
    const world = aWorld({ mention: '@oncall' });
    await world.silence({ matchers: 'service="orders"', for: '3h' });
    await world.fire({ labels: { service: 'orders' } });
    await world.ask(resolve);
    await world.advance('90m');
    await world.fire({ labels: { service: 'orders' } });

    expect((await world.incident()).reopened).toMatchObject({ told: false });

    await world.advance('2h');

    expect(await world.incident()).toMatchObject({ cardRevision: 1, reopened: { told: true } });
    expect((await world.story()).slice(-2)).toEqual(['(released)', 'called']);

    await world.advance('30d');

    expect((await world.incident()).resolution?.how).toBe('expired');
    expect((await world.story()).at(-1)).toBe('resolved');
  });
});

describe('a person who reopens', () => {
  it('hears of it again, although the resolve had muted what still fired', async () => {
    const world = aWorld();
    await world.fire({ labels: { alertname: 'DiskFull' } });
    const muteUntil = world.in('1h');
    await world.ask({ verb: 'resolve', note: '', whileFiring: { muteUntil } });
    await world.ask({ verb: 'reopen' });

    expect((await world.incident()).mute).toBeNull();
  });
});
