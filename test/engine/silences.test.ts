import { describe, expect, it } from 'vitest';
import { aWorld, type DecideWorld } from '../support/decide-world.ts';

const on = (instance: string, severity = 'warning') =>
  ({ labels: { alertname: 'DiskFull', instance }, severity }) as { labels: Record<string, string> };
const ALL = 'alertname="DiskFull"';
const FIRST = 'instance="1"';

describe('an alert that a silence matches', () => {
  it('opens an incident that is withheld, with the reason', async () => {
    const world = aWorld();
    await world.silence({ matchers: ALL });

    expect(await world.fire(on('1'))).toBe('opened');
    expect((await world.alert(on('1'))).suppressed).toMatchObject({ reason: 'silenced' });
    expect(await world.incident()).toMatchObject({
      status: 'triggered',
      withheld: 'silenced',
      cardRevision: 0,
      detailsRevision: 0,
      firingCount: 1,
      audibleCount: 0,
    });
    expect(await world.last()).toMatchObject({
      actor: { type: 'quell' },
      reason: 'silenced',
      thread: false,
      what: { kind: 'withheld', why: 'silenced' },
    });
  });

  it('is said to be withheld once, however many come', async () => {
    const world = aWorld();
    await world.silence({ matchers: ALL });
    await world.fire(on('1'));
    await world.fire(on('2'));

    expect(await world.story()).toEqual(['(opened)', '(withheld)']);
  });

  it('ends without anybody hearing of it', async () => {
    const world = aWorld();
    await world.silence({ matchers: ALL });
    await world.fire(on('1'));
    await world.resolve(on('1'));
    await world.advance('2h');

    expect(await world.incident()).toMatchObject({ status: 'resolved', cardRevision: 0 });
    expect(await world.story()).toEqual(['(opened)', '(withheld)', '(resolved)']);
  });

  it('joins an incident that people know of without a word in the thread', async () => {
    const world = aWorld();
    await world.silence({ matchers: 'instance="2"' });
    await world.fire(on('1'));
    await world.advance('1m');
    await world.fire(on('2', 'critical'));

    expect(await world.story()).toEqual(['(opened)', '(severity)']);
    expect(await world.incident()).toMatchObject({
      firingCount: 2,
      audibleCount: 1,
      description: 'DiskFull is the case on 1',
    });
  });

  it('brings a resolved incident back without a word in the thread', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.resolve(on('1'));
    await world.advance('2m');
    await world.silence({ matchers: ALL });

    expect(await world.fire(on('1'))).toBe('reopened');
    expect(await world.story()).toEqual(['(opened)', 'resolved', '(reopened)']);
  });
});

describe('a withheld incident', () => {
  it('gets its card when an alert comes that can be heard', async () => {
    const world = aWorld();
    await world.silence({ matchers: FIRST });
    await world.fire(on('1'));
    await world.fire(on('2'));

    expect(await world.incident()).toMatchObject({
      withheld: null,
      cardRevision: 1,
      detailsRevision: 1,
    });
    expect(await world.last()).toMatchObject({
      actor: { type: 'source', name: 'prometheus' },
      reason: 'joined',
      thread: false,
      what: { kind: 'released', why: 'silenced' },
    });
  });

  it.each<[string, (world: DecideWorld, id: string) => Promise<unknown>]>([
    ['ends by itself', (world) => world.advance('1h')],
    ['is ended by a person', (world, id) => world.unsilence(id)],
    [
      'is made shorter',
      async (world, id) => {
        const { startsAt } = (await world.store.silence(id))!;
        await world.silence({ id, matchers: ALL, startsAt, endsAt: world.in('1m') });
        await world.advance('1m');
      },
    ],
    [
      'comes to match something else',
      (world, id) => world.silence({ id, matchers: 'instance="9"' }),
    ],
  ])('gets its card when the silence %s', async (_, end) => {
    const world = aWorld();
    const id = await world.silence({ matchers: ALL, for: '1h' });
    await world.fire(on('1'));
    await end(world, id);

    expect(await world.incident()).toMatchObject({
      withheld: null,
      cardRevision: 1,
      audibleCount: 1,
    });
    expect(await world.last()).toMatchObject({
      actor: { type: 'quell' },
      at: world.now,
      reason: 'silence-over',
      thread: false,
      what: { kind: 'released', why: 'silenced' },
    });
  });

  it('stays so while another silence matches', async () => {
    const world = aWorld();
    await world.silence({ matchers: ALL, for: '1h' });
    await world.silence({ matchers: FIRST, for: '2h' });
    await world.fire(on('1'));
    await world.advance('1h');
    expect(await world.incident()).toMatchObject({ withheld: 'silenced', cardRevision: 0 });

    await world.advance('1h');
    expect((await world.incident()).cardRevision).toBe(1);
  });

  it('can be worked with, and shows that on its card', async () => {
    const world = aWorld();
    await world.silence({ matchers: ALL, for: '1h' });
    await world.fire(on('1'));
    await world.ask({ verb: 'acknowledge' });
    expect(await world.story()).toEqual(['(opened)', '(withheld)', '(acknowledged)']);

    await world.advance('1h');
    expect(await world.incident()).toMatchObject({ status: 'acknowledged', cardRevision: 1 });
  });
});

describe('a silence', () => {
  it('that is pending withholds nothing', async () => {
    const world = aWorld();
    await world.silence({ matchers: ALL, startsAt: world.in('1h') });
    await world.fire(on('1'));

    expect((await world.incident()).cardRevision).toBe(1);
  });

  it('that begins is noticed by alerts that fire, and takes no card away', async () => {
    const world = aWorld();
    await world.silence({ matchers: ALL, startsAt: world.in('1h') });
    await world.fire(on('1'));
    await world.advance('1h');

    expect((await world.alert(on('1'))).suppressed).toMatchObject({ reason: 'silenced' });
    expect(await world.incident()).toMatchObject({
      audibleCount: 0,
      cardRevision: 1,
      withheld: null,
    });
  });

  it('that is over withholds nothing', async () => {
    const world = aWorld();
    await world.silence({ matchers: ALL, for: '1h' });
    await world.advance('1h');
    await world.fire(on('1'));

    expect((await world.incident()).cardRevision).toBe(1);
  });

  it('that begins after the card does not keep the end from people who know of the beginning', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.silence({ matchers: ALL, for: '3h' });
    await world.resolve(on('1'));
    await world.advance('2m');

    expect(await world.story()).toEqual(['(opened)', 'resolved']);
  });

  it('that ends while an incident is back, which nobody heard of, is told in its thread', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.resolve(on('1'));
    await world.advance('2m');
    await world.silence({ matchers: ALL, for: '1h' });
    await world.fire(on('1'));
    await world.fire(on('2'));
    await world.advance('1h');

    expect(await world.story()).toEqual(['(opened)', 'resolved', '(reopened)', 'released']);
    expect(await world.last()).toMatchObject({ reason: 'silence-over', at: world.now });
    expect((await world.incident()).audibleCount).toBe(2);
  });

  it('that ends is not told where something could be heard all the time, or a mute is on', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.fire({ labels: { alertname: 'Muted' } });
    await world.ask({ verb: 'mute', until: world.in('9h'), reason: '' }, 2);
    await world.silence({ matchers: 'instance="2"', for: '1h' });
    await world.silence({ matchers: 'alertname=Muted', for: '1h' });
    await world.fire(on('2'));
    await world.advance('1h');

    expect(await world.story(1)).toEqual(['(opened)']);
    expect(await world.story(2)).toEqual(['(opened)', 'muted']);
    expect(await world.incident(1)).toMatchObject({ audibleCount: 2 });
  });

  it('silences some alerts of an incident and not others', async () => {
    const world = aWorld();
    await world.fire(on('1'));
    await world.fire(on('2'));
    const id = await world.silence({ matchers: FIRST });
    expect(await world.incident()).toMatchObject({ firingCount: 2, audibleCount: 1 });

    await world.resolve(on('1'));
    expect(await world.incident()).toMatchObject({ firingCount: 1, audibleCount: 1 });
    await world.fire(on('1'));
    expect(await world.incident()).toMatchObject({ firingCount: 2, audibleCount: 1 });
    await world.unsilence(id);
    expect(await world.incident()).toMatchObject({ firingCount: 2, audibleCount: 2 });
  });

  it('is looked for again when a re-sent alert has other labels', async () => {
    const world = aWorld();
    await world.silence({ matchers: 'env=test' });
    const spec = (env: string) => ({ dedupKey: 'k', labels: { alertname: 'A', env } });
    await world.fire(spec('test'));
    expect(await world.incident()).toMatchObject({ audibleCount: 0, cardRevision: 0 });
    await world.fire(spec('live'));
    expect(await world.incident()).toMatchObject({ audibleCount: 1, withheld: null });
    await world.fire(spec('test'));

    expect(await world.incident()).toMatchObject({ audibleCount: 0, firingCount: 1 });
  });
});
