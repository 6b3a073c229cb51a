import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import type { AlertSpec } from '../support/builders.ts';
import { aWorld, type DecideWorld } from '../support/decide-world.ts';

type Sent = (world: DecideWorld) => AlertSpec;

const FIVE_MINUTES = { resolveTimeout: minutes(5) };
const plain: Sent = () => ({});
const timingOut: Sent = () => FIVE_MINUTES;
const endingIn =
  (length: string): Sent =>
  (world) => ({ endsAt: world.in(length) });
const startedAgo =
  (length: string): Sent =>
  (world) => ({ startsAt: world.ago(length) });
const both =
  (a: Sent, b: Sent): Sent =>
  (world) => ({ ...a(world), ...b(world) });

describe('a firing that is sent again', () => {
  it.each<[string, Sent, string, Sent, string]>([
    ['is the same without any times', plain, '3h', plain, 'duplicate'],
    [
      'is the same with the same start and no end',
      startedAgo('1m'),
      '3h',
      startedAgo('181m'),
      'duplicate',
    ],
    [
      'is the same when its start is told earlier',
      startedAgo('1m'),
      '3h',
      startedAgo('4h'),
      'duplicate',
    ],
    ['is the same when its start is no longer told', startedAgo('1m'), '3h', plain, 'duplicate'],
    [
      'is another with a later start and no end',
      startedAgo('1m'),
      '3h',
      startedAgo('5m'),
      'refired',
    ],
    ['is the same within the resolve time-out', timingOut, '4m', timingOut, 'duplicate'],
    ['is another after the resolve time-out', timingOut, '6m', timingOut, 'refired'],
    [
      'is another after the time-out although it tells the old start',
      both(startedAgo('1m'), timingOut),
      '6m',
      both(startedAgo('7m'), timingOut),
      'refired',
    ],
    ['is the same before its explicit end', endingIn('4m'), '3m', endingIn('4m'), 'duplicate'],
    [
      'is the same when its later start overlaps the known range',
      both(startedAgo('10m'), endingIn('4m')),
      '3m',
      both(startedAgo('1m'), endingIn('4m')),
      'duplicate',
    ],
    ['is another after its explicit end', endingIn('4m'), '5m', endingIn('4m'), 'refired'],
  ])('%s', async (_, ...[first, pause, second, reason]) => {
    const world = aWorld();
    await world.fire(first(world));
    await world.advance(pause);

    expect(await world.fire(second(world))).toBe(reason);
    expect(await world.alert()).toMatchObject({
      status: 'firing',
      occurrences: 2,
      periods: reason === 'duplicate' ? 1 : 2,
    });
  });

  it.each<[string, Sent, Sent, string]>([
    ['overlaps the known range', endingIn('4m'), both(startedAgo('2m'), timingOut), 'duplicate'],
    [
      'touches the known range nowhere',
      endingIn('4m'),
      both(startedAgo('1m'), timingOut),
      'refired',
    ],
    ['tells no start', endingIn('4m'), timingOut, 'refired'],
  ])(
    'after an end that nobody has looked at yet, and %s',
    async (_, ...[first, second, reason]) => {
      const world = aWorld();
      await world.fire(first(world));
      world.clock.advance('5m');

      expect(await world.fire(second(world))).toBe(reason);
    },
  );

  it('ends the known period when it is another', async () => {
    const world = aWorld();
    await world.fire({ endsAt: world.in('4m') });
    world.clock.advance('5m');
    await world.fire();

    expect(await world.incident()).toMatchObject({
      firingCount: 1,
      audibleCount: 1,
      alertCount: 1,
    });
  });
});

describe('the start of a firing', () => {
  it.each<[string, Sent, Sent, (world: DecideWorld) => number]>([
    ['is when it was told, where it does not say', plain, plain, (world) => world.ago('1m')],
    ['is what it says', startedAgo('10m'), plain, (world) => world.ago('11m')],
    [
      'is the earliest that it ever said',
      startedAgo('10m'),
      startedAgo('30m'),
      (world) => world.ago('30m'),
    ],
    [
      'does not move to a later time',
      both(startedAgo('10m'), endingIn('1h')),
      startedAgo('5m'),
      (world) => world.ago('11m'),
    ],
  ])('%s', async (_, ...[first, second, expected]) => {
    const world = aWorld();
    await world.fire(first(world));
    await world.advance('1m');
    await world.fire(second(world));

    expect((await world.alert()).startsAt).toBe(expected(world));
  });
});

describe('the end of a firing', () => {
  it.each<[string, Sent, Sent, string | null, boolean]>([
    ['moves with each time-out', timingOut, timingOut, '5m', true],
    ['moves to a later explicit end', endingIn('4m'), endingIn('8m'), '8m', false],
    ['does not move to an earlier explicit end', endingIn('9m'), endingIn('4m'), '8m', false],
    [
      'does not yield to an earlier time-out when it is explicit',
      endingIn('9m'),
      timingOut,
      '8m',
      false,
    ],
    ['yields to a later time-out even when it is explicit', endingIn('4m'), timingOut, '5m', true],
    [
      'yields to an explicit one, even an earlier, when it is a time-out',
      timingOut,
      endingIn('2m'),
      '2m',
      false,
    ],
    ['stays when it is explicit and the sender says none', endingIn('9m'), plain, '8m', false],
    ['stays when it was a time-out and the sender says none', timingOut, plain, '4m', true],
    ['becomes known when the sender says one', plain, endingIn('2m'), '2m', false],
  ])('%s', async (_, ...[first, second, expected, isTimeout]) => {
    const world = aWorld();
    await world.fire(first(world));
    await world.advance('1m');
    await world.fire(second(world));

    expect(await world.alert()).toMatchObject({
      endsAt: expected === null ? null : world.in(expected),
      endsAtIsTimeout: isTimeout,
    });
  });

  it('that has come already means resolved, also without the word', async () => {
    const world = aWorld();
    await world.fire();
    await world.advance('1m');

    expect(await world.fire({ endsAt: world.now })).toBe('ended');
    expect((await world.alert()).endsAt).toBe(world.now);
  });

  it.each<[string, Sent, (world: DecideWorld) => number]>([
    ['is when it was told, where that is not said', plain, (world) => world.now],
    ['is what is said', (world) => ({ endsAt: world.ago('1m') }), (world) => world.ago('1m')],
    ['is not in the future', endingIn('1h'), (world) => world.now],
    ['is not before the start', () => ({ endsAt: 0 as never }), (world) => world.ago('3m')],
  ])('in a resolved alert %s', async (_, sent, expected) => {
    const world = aWorld();
    await world.fire();
    await world.advance('3m');
    await world.resolve(sent(world));

    expect(await world.alert()).toMatchObject({
      status: 'resolved',
      endsAt: expected(world),
      endsAtIsTimeout: false,
    });
  });
});

describe('a resolved alert', () => {
  it('that was never known changes nothing', async () => {
    const world = aWorld();

    expect(await world.resolve()).toBe('not-firing');
    expect(world.changes.map(({ type }) => type)).toEqual(['recorded']);
  });

  it('that is sent again changes nothing', async () => {
    const world = aWorld();
    await world.fire();
    await world.resolve();
    const before = world.changes.length;

    expect(await world.resolve()).toBe('not-firing');
    expect(world.changes.slice(before).map(({ type }) => type)).toEqual(['recorded']);
  });

  it('that fires again is a new period with its own start', async () => {
    const world = aWorld();
    await world.fire({ startsAt: world.ago('1h'), endsAt: world.in('4m') });
    await world.resolve();
    await world.advance('1m');

    expect(await world.fire()).toBe('refired');
    expect(await world.alert()).toMatchObject({
      startsAt: world.now,
      endsAt: null,
      endsAtIsTimeout: false,
      firstSeenAt: world.ago('1m'),
      occurrences: 2,
      periods: 2,
    });
  });
});

describe('a firing', () => {
  it('of no end and no time-out goes on', async () => {
    const world = aWorld();
    await world.fire();
    await world.advance('6d');

    expect((await world.alert()).status).toBe('firing');
  });

  it.each<[string, Sent]>([
    ['after the time-out', timingOut],
    ['at its explicit end', endingIn('5m')],
  ])('that is not sent again is over %s', async (_, sent) => {
    const world = aWorld();
    await world.fire(sent(world));
    const end = world.in('5m');

    await world.advance('299s');
    expect((await world.alert()).status).toBe('firing');
    await world.advance('1s');

    expect(await world.alert()).toMatchObject({ status: 'resolved', endsAt: end });
    expect(await world.incident()).toMatchObject({ firingCount: 0, audibleCount: 0 });
  });

  it.each<[string, (world: DecideWorld) => Promise<unknown>, 'firing' | 'resolved', number]>([
    [
      'that was sent again meanwhile goes on',
      (world) => world.fire(endingIn('5m')(world)),
      'firing',
      5,
    ],
    [
      'that lost its end meanwhile goes on',
      async (world) => {
        await world.resolve();
        await world.fire();
      },
      'firing',
      0,
    ],
    ['that ended meanwhile ended then', (world) => world.resolve(), 'resolved', 0],
  ])('whose end is looked at too late and %s', async (_, ...[meanwhile, status, minutesLeft]) => {
    const world = aWorld();
    await world.fire({ ...endingIn('5m')(world), startsAt: world.ago('1h') });
    world.clock.advance('5m');
    const [due] = await world.store.due(world.now, 1);
    await meanwhile(world);
    const before = await world.alert();
    world.clock.advance('1s');
    await world.takeUp(due!);

    expect(await world.alert()).toEqual(before);
    expect(before.status).toBe(status);
    if (minutesLeft > 0) expect(before.endsAt).toBe(world.in('299s'));
    expect((await world.incident()).firingCount).toBe(status === 'firing' ? 1 : 0);
  });
});
