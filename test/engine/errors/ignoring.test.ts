import { describe, expect, it } from 'vitest';
import type { ActOf } from '../../../src/engine/commands/command.ts';
import { aPolicy, below } from '../../support/builders.ts';
import { aWorld, type DecideWorld, DecideWorld as World } from '../../support/decide-world.ts';
import { announce, groupOf, raise, raiseMany, resolved, samples } from './raising.ts';

const ignoring = (act: Partial<ActOf<'ignore'>> = {}): ActOf<'ignore'> => ({
  verb: 'ignore',
  until: null,
  occurrences: null,
  users: null,
  spike: false,
  reason: 'known',
  ...act,
});

/** An error with two events, whose incident is ignored. */
async function anIgnoredError(act: Partial<ActOf<'ignore'>> = {}): Promise<DecideWorld> {
  const world = aWorld();
  await raise(world, { user: 'ann' });
  await raise(world, { user: 'bob' });
  await world.ask(ignoring(act));
  return world;
}

describe('an error that is ignored', () => {
  it('for ever tells of nothing: not of other environments, not that it is worse, not of its return', async () => {
    const world = await anIgnoredError();
    const before = (await world.incident()).entryCount;
    await raise(world, { environment: 'prod' });
    await raise(world, { level: 'fatal' });
    await world.advance('8d');
    await raise(world);
    await world.advance('8d');
    const after = (await world.timeline()).slice(before);

    expect(after.filter(({ thread }) => thread)).toEqual([]);
    expect(await groupOf(world)).toMatchObject({ events: 5 });
    expect((await world.incident()).mute).toMatchObject({ ignores: true, until: null });
  });

  it('stays so when a person resolves it, and when it comes back', async () => {
    const world = await anIgnoredError();
    await resolved(world);

    expect((await world.incident()).mute?.ignores).toBe(true);
    expect(await raise(world)).toBe('reopened');
    expect((await world.story()).at(-1)).toBe('(reopened)');
  });

  it('says in the thread that it is, and what ends it', async () => {
    const world = await anIgnoredError({ occurrences: 10, users: 2, spike: true });

    expect(await world.last()).toMatchObject({
      thread: true,
      what: {
        kind: 'ignored',
        until: null,
        why: 'known',
        early: [
          { when: 'occurrences', reached: 12, more: 10 },
          { when: 'users', reached: 4, more: 2 },
          { when: 'spike' },
        ],
      },
    });
  });

  it.each<[string, Partial<ActOf<'ignore'>>, (world: DecideWorld) => Promise<unknown>, boolean]>([
    ['so many events come', { occurrences: 3 }, (world) => raiseMany(world, 3), true],
    ['fewer events come', { occurrences: 3 }, (world) => raiseMany(world, 2), false],
    ['another user is struck', { users: 1 }, (world) => raise(world, { user: 'eve' }), true],
    [
      'the same user is struck again',
      { users: 1 },
      (world) => raise(world, { user: 'bob' }),
      false,
    ],
    ['it spikes', { spike: true }, spike, true],
    ['it spikes, and nobody asked', {}, spike, false],
    ['its time is over', { until: 1 as never }, (world) => world.advance('2h'), true],
    ['a person says so', {}, (world) => world.ask({ verb: 'unmute' }), true],
  ])('is told of again when %s: %#', async (_, act, happens, isLoud) => {
    const world = aWorld();
    await raise(world, { user: 'ann' });
    await world.advance('4h');
    await raise(world, { user: 'bob' });
    await world.ask(ignoring({ ...act, ...(act.until && { until: world.in('1h') }) }));
    await happens(world);
    await world.settle();

    expect((await world.incident()).mute === null).toBe(isLoud);
    expect((await world.story()).includes('unmuted')).toBe(isLoud);
  });

  it('says how many events came meanwhile', async () => {
    const world = await anIgnoredError({});
    await raiseMany(world, 2);
    await world.ask({ verb: 'unmute' });

    expect((await world.last()).what).toMatchObject({ kind: 'unmuted', ignored: true, events: 2 });
  });

  it('says so too of one that was muted, also when it was muted again', async () => {
    const world = aWorld();
    await raise(world);
    for (const until of [world.in('1h'), world.in('2h')]) {
      await world.ask({ verb: 'mute', until, reason: '' });
      await raiseMany(world, 20);
    }
    await world.ask({ verb: 'unmute' });

    expect((await world.last()).what).toEqual({
      ...{ kind: 'unmuted', hidden: 0, firing: 1, early: null, events: 40 },
    });
  });

  it('keeps the event that ended it for ever', async () => {
    const world = await anIgnoredError({ occurrences: 1 });
    await raise(world, { message: 'too much' });
    const kept = samples(world).filter(({ keepsake }) => keepsake !== null);

    expect(kept.map(({ slot, keepsake, event }) => [slot, keepsake, event.message])).toEqual([
      [-2, 'unignored', 'too much'],
      [-1, 'first', ''],
    ]);
    expect((await groupOf(world)).kept).toBe(2);
  });

  it('is an error and open', async () => {
    const world = aWorld();
    await world.fire();
    await raise(world);
    await resolved(world, false, 2);

    expect(await world.ask(ignoring(), 1)).toBe('not-an-error');
    expect(await world.ask(ignoring(), 2)).toBe('already-resolved');
  });

  it('is not told of by a regression either', async () => {
    const world = aWorld({ mention: '@oncall' });
    await announce(world, '1.4.2');
    await raise(world, { release: '1.4.2' });
    await world.ask(ignoring());
    await resolved(world);
    await raise(world, { release: '1.5.0' });

    expect((await world.story()).at(-1)).toBe('(reopened)');
  });
});

describe('an error that a rule ignores', () => {
  const rule = {
    place: 'quell.yml line 3',
    match: below(aPolicy().route, 'exception_type=~"MinorWarning|UserInputError"').match,
    action: { type: 'ignore' },
  } as const;

  it('is recorded, and neither counted in a group nor shown', async () => {
    const world = new World(aPolicy({}, { rules: [rule] }));

    expect(await raise(world, { type: 'MinorWarning' })).toBe('ignored');
    expect(await world.incidents()).toEqual([]);
    expect(await world.store.errorGroups({ limit: 9 })).toEqual([]);
    expect(world.changes.map(({ type }) => type)).toEqual(['recorded']);
  });

  it('is so at once, also while its incident is open', async () => {
    const world = aWorld();
    await raise(world, { type: 'MinorWarning' });
    await world.configure(aPolicy({}, { rules: [rule] }));

    expect(await raise(world, { type: 'MinorWarning' })).toBe('ignored');
    expect((await world.incident()).occurrenceCount).toBe(1);
  });
});

/** Twenty at once, of an error that came twice in hours. */
async function spike(world: DecideWorld): Promise<void> {
  await world.advance('4h');
  await raiseMany(world, 30, { user: 'bob' });
}
