import { describe, expect, it } from 'vitest';
import { ANN, BOB } from '../support/builders.ts';
import { aWorld, type DecideWorld } from '../support/decide-world.ts';

const on = (instance: string) => ({ labels: { alertname: 'DiskFull', instance } });
const mute = (world: DecideWorld, length: string | null) =>
  ({ verb: 'mute', until: length === null ? null : world.in(length), reason: 'known' }) as const;

describe('a mute', () => {
  it('is on the card and in the thread, with who, until when and why', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    const { cardRevision } = await world.incident();
    await world.ask(mute(world, '1h'));

    expect(await world.incident()).toMatchObject({
      cardRevision: cardRevision + 1,
      mute: {
        until: world.in('1h'),
        by: { type: 'person', ...ANN },
        at: world.now,
        reason: 'known',
        hidden: 0,
      },
    });
    expect(await world.last()).toMatchObject({
      thread: true,
      reason: 'asked',
      what: { kind: 'muted', until: world.in('1h'), why: 'known' },
    });
  });

  it('keeps new alerts out of the thread, and says how many when it is over', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '1h'));
    await world.fire(on('2'));
    await world.fire(on('3'));
    await world.fire(on('3'));
    await world.resolve(on('3'));
    await world.fire(on('3'));
    const end = world.in('1h');
    await world.advance('1h');

    expect(await world.story()).toEqual(['(opened)', 'muted', 'unmuted']);
    expect(await world.last()).toMatchObject({
      at: end,
      actor: { type: 'quell' },
      reason: 'mute-over',
      what: { kind: 'unmuted', hidden: 2 },
    });
  });

  it('does not count as hidden what a silence kept from people', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '1h'));
    await world.silence({ matchers: 'instance="2"', for: '3h' });
    await world.fire(on('2'));

    expect((await world.incident()).mute?.hidden).toBe(0);
  });

  it('keeps a rise of the severity out of the thread, not off the card', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '1h'));
    const { cardRevision } = await world.incident();
    await world.fire({ ...on('2'), severity: 'critical' });

    expect(await world.story()).toEqual(['(opened)', 'muted', '(severity)']);
    expect((await world.incident()).severity).toBe('critical');
    expect((await world.incident()).cardRevision).toBeGreaterThan(cardRevision);
  });

  it('does not keep the end from people who know of the beginning', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '1h'));
    await world.resolve(on('1'));
    await world.advance('2m');

    expect(await world.story()).toEqual(['(opened)', 'muted', 'resolved']);
  });

  it('survives a resolve, and hides the return', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '1h'));
    await world.resolve(on('1'));
    await world.advance('2m');
    await world.fire(on('1'));

    expect(await world.story()).toEqual(['(opened)', 'muted', 'resolved', '(reopened)']);
    expect((await world.incident()).mute).toMatchObject({ hidden: 1 });
    await world.advance('1h');
    expect((await world.last()).what).toMatchObject({ kind: 'unmuted', hidden: 1 });
  });

  it('until it resolves ends with the resolve, without another word', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, null));
    await world.advance('3d');
    expect((await world.incident()).mute).not.toBeNull();
    await world.resolve(on('1'));
    await world.advance('2m');

    expect((await world.incident()).mute).toBeNull();
    expect(await world.fire(on('1'))).toBe('reopened');
    expect(await world.story()).toEqual(['(opened)', 'muted', 'resolved', 'reopened']);
  });

  it('can be made shorter, longer or endless, and keeps count of what it hid', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '2h'));
    await world.fire(on('2'));
    await world.ask(mute(world, '1h'));
    expect((await world.incident()).mute).toMatchObject({ hidden: 1, until: world.in('1h') });
    await world.ask(mute(world, null));
    await world.advance('3h');
    expect((await world.incident()).mute).not.toBeNull();
    await world.ask(mute(world, '5m'));
    await world.advance('5m');

    expect((await world.last()).what).toMatchObject({ kind: 'unmuted', hidden: 1 });
  });

  it('holds when it was made longer while its end was being looked at', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '1h'));
    world.clock.advance('1h');
    const [due] = await world.store.due(world.now, 1);
    await world.ask(mute(world, '1h'));
    await world.takeUp(due!);
    await world.advance('59m');
    expect((await world.incident()).mute).not.toBeNull();

    await world.advance('1m');
    expect((await world.incident()).mute).toBeNull();
    expect((await world.last()).reason).toBe('mute-over');
  });

  it.each<[string, (world: DecideWorld) => Promise<unknown>, readonly string[]]>([
    ['made endless', (world) => world.ask(mute(world, null)), ['(opened)', 'muted', 'muted']],
    [
      'ended',
      async (world) => {
        await world.ask(mute(world, '1h'));
        await world.ask({ verb: 'unmute' });
      },
      ['(opened)', 'muted', 'muted', 'unmuted'],
    ],
  ])('that was %s while its end was being looked at stays so', async (_, change, story) => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '1h'));
    world.clock.advance('1h');
    const [due] = await world.store.due(world.now, 1);
    await change(world);
    await world.takeUp(due!);
    await world.advance('2h');

    expect(await world.story()).toEqual(story);
  });

  it('ends when a person says so, with their name', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '1h'));
    await world.ask({ verb: 'unmute' }, 1, { type: 'person', ...BOB });

    expect(await world.last()).toMatchObject({
      actor: BOB,
      reason: 'asked',
      thread: true,
      what: { kind: 'unmuted', hidden: 0, firing: 1, early: null },
    });
    await world.advance('2h');
    expect(await world.story()).toEqual(['(opened)', 'muted', 'unmuted']);
  });

  it('of a withheld incident keeps its card back even after the silence', async () => {
    const world = aWorld();
    await world.silence({ matchers: 'alertname=DiskFull', for: '1h' });
    await world.fire(on('1'));
    await world.ask(mute(world, '2h'));
    await world.advance('1h');
    expect(await world.incident()).toMatchObject({ cardRevision: 0, withheld: 'silenced' });

    await world.advance('1h');
    expect(await world.incident()).toMatchObject({ cardRevision: 1, withheld: null });
    expect(await world.last()).toMatchObject({ reason: 'mute-over', what: { kind: 'released' } });
  });

  it.each([
    ['unmute', (world: DecideWorld) => world.ask({ verb: 'unmute' })],
    ['time', (world: DecideWorld) => world.advance('2h')],
  ])('of a resolved incident ends by %s without a word in the thread', async (_, end) => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '1h'));
    await world.resolve(on('1'));
    await world.advance('2m');
    await end(world);

    expect((await world.incident()).mute).toBeNull();
    expect(await world.story()).toEqual(['(opened)', 'muted', 'resolved', '(unmuted)']);
  });
});

describe('the end of a return', () => {
  it('under a mute is as quiet as the return was', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '4h'));
    for (let round = 0; round < 3; round += 1) {
      await world.resolve(on('1'));
      await world.advance('5m');
      await world.fire(on('1'));
      await world.advance('5m');
    }

    const story = await world.story();
    expect(story.filter((entry) => entry === 'resolved')).toHaveLength(1);
    expect(story.filter((entry) => entry === '(resolved)')).toHaveLength(2);
  });

  it('is told when the mute ended before it', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.ask(mute(world, '10m'));
    await world.resolve(on('1'));
    await world.advance('5m');
    await world.fire(on('1'));
    await world.advance('10m');
    await world.resolve(on('1'));
    await world.advance('5m');

    expect((await world.story()).at(-1)).toBe('resolved');
  });
});
