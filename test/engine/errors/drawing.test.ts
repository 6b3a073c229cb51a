import { describe, expect, it } from 'vitest';
import { instant, plus, seconds } from '../../../src/domain/time.ts';
import { isWorthDrawing } from '../../../src/engine/errors/drawing.ts';
import { aWorld, type DecideWorld } from '../../support/decide-world.ts';
import { raise, raiseMany } from './raising.ts';

const revision = async (world: DecideWorld) => (await world.incident()).cardRevision;

/** How often the card was drawn anew while events came, one at a time. */
async function drawnWhile(world: DecideWorld, count: number, every: string): Promise<number> {
  const before = await revision(world);
  for (let event = 0; event < count; event++) {
    await world.advance(every);
    // Every event has other words, another release and another place.
    await raise(world, { message: `of ${event}`, release: `1.${event}`, server: `web-${event}` });
  }
  return (await revision(world)) - before;
}

describe('one more event', () => {
  const drawnAt = instant(1_000_000);
  const soon = plus(drawnAt, seconds(1));

  it.each<[string, number, number, boolean]>([
    ['the second', 2, 1, true],
    ['the tenth', 10, 1, true],
    ['the eleventh, a tenth more', 11, 1, true],
    ['the 21st', 21, 1, false],
    ['the 22nd, which makes a tenth more than the 20th', 22, 1, true],
    ['the 1,000,000th', 1_000_000, 1, false],
    ['the 1,000,000th, half a minute after the last drawing', 1_000_000, 30, true],
  ])('is worth a drawing or not: %s', (_, events, after, isWorth) => {
    expect(isWorthDrawing(events, drawnAt, plus(drawnAt, seconds(after)))).toBe(isWorth);
  });

  it('is so at each tenth more, and between them not', () => {
    const steps = Array.from({ length: 100_000 }, (_, index) => index + 11).filter((events) =>
      isWorthDrawing(events, drawnAt, soon),
    );

    expect(steps.length).toBeLessThan(100);
    for (const [place, step] of steps.slice(1).entries()) {
      expect(step).toBeLessThanOrEqual(Math.ceil((steps[place] ?? 0) * 1.1) + 1);
    }
  });
});

describe('the card of an error', () => {
  it('is drawn anew with each of the first ten events', async () => {
    const world = aWorld();
    await raise(world);

    expect(await drawnWhile(world, 9, '1s')).toBe(9);
  });

  it('is drawn anew twice a minute at most, however many come, whatever they say', async () => {
    const world = aWorld();
    await raise(world);
    await drawnWhile(world, 400, '1s');

    expect(await drawnWhile(world, 300, '1s')).toBeLessThanOrEqual(10 + 7);
  });

  it('is drawn as often as the details in the thread, which say what the newest event says', async () => {
    const world = aWorld();
    await raise(world);
    await drawnWhile(world, 40, '1s');
    await world.advance('31s');
    const { cardRevision, detailsRevision } = await world.incident();

    expect(cardRevision).toBeGreaterThan(10);
    expect(detailsRevision).toBe(cardRevision);
  });

  it('shows the last of many half a minute later', async () => {
    const world = aWorld();
    await raise(world);
    await drawnWhile(world, 20, '1s');
    const before = await revision(world);
    await world.advance('31s');

    expect(await revision(world)).toBe(before + 1);
    expect((await world.incident()).error?.drawnAt).toBeGreaterThan(world.ago('31s'));
  });

  it('never says the count of an hour that is over', async () => {
    const world = aWorld();
    await raise(world);
    await world.advance('1h');
    const anHourLater = await revision(world);
    await world.advance('3h');

    expect(anHourLater).toBeGreaterThanOrEqual(10);
    expect(await revision(world)).toBeLessThanOrEqual(anHourLater + 1);
    expect((await world.incident()).error?.drawnAt).toBeGreaterThan(world.ago('3h1m'));
  });

  it('is drawn once more when people were told later', async () => {
    const world = aWorld({ notifyWhen: { of: 'occurrences', count: 2, within: null, errors: [] } });
    await raise(world);
    await raise(world);
    await world.advance('7m');

    expect(await revision(world)).toBe(2);
  });

  it('is not drawn with what is ignored, but for the hour', async () => {
    const world = aWorld();
    await raise(world);
    await world.ask({
      verb: 'ignore',
      until: null,
      occurrences: null,
      users: null,
      spike: false,
      reason: '',
    });

    expect(await drawnWhile(world, 100, '1s')).toBe(0);

    const before = await revision(world);
    await world.advance('7m');

    expect(await revision(world)).toBe(before + 1);
  });

  it('stays as it is when the incident is over', async () => {
    const world = aWorld();
    await raiseMany(world, 3);
    await world.ask({ verb: 'resolve', note: '', whileFiring: 'reopen' });
    const before = await revision(world);
    await world.advance('2h');

    expect(await revision(world)).toBe(before);
  });

  it('is drawn at once when an event is worse than all before', async () => {
    const world = aWorld();
    await raiseMany(world, 20);
    const before = await revision(world);
    await raise(world, { level: 'fatal' });

    expect(await revision(world)).toBeGreaterThan(before);
    expect((await world.incident()).severity).toBe('critical');
  });

  it('says what the newest event says, when it is drawn', async () => {
    const world = aWorld();
    const at = (line: number) => [
      {
        type: 'KeyError',
        value: 'lost',
        synthetic: false,
        handled: false,
        frames: [frame(line)],
      },
    ];
    await raise(world, { chain: at(88) });
    await world.advance('1s');
    await raise(world, { chain: at(99) });

    expect((await world.incident()).description).toBe('checkout/views.py:99 in pay');
  });
});

function frame(line: number) {
  const nothing = { before: [], after: [], vars: {} };
  const place = { path: '/srv/checkout/views.py', module: 'checkout.views', function: 'pay' };
  return { ...place, ...nothing, line, code: 'pay()', inApp: true };
}
