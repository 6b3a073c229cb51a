import { describe, expect, it } from 'vitest';
import { type Firing, keysOf, tryIt } from '../../src/cli/try-it.ts';
import { type BotFigures, createTryIt } from '../../src/sandbox/control/try.ts';
import { createBell } from '../../src/sandbox/signals.ts';
import type { Post } from '../../src/try/example.ts';
import { EXAMPLES } from '../../src/try/index.ts';
import { simulatedClock } from '../support/clock.ts';

/** Whatever waits for no time has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** The sandbox's side of the panel with the bot's, over a bot that says what the test decides. */
function aPanel(firing: Firing = { keys: [], errors: [] }) {
  const clock = simulatedClock();
  const bell = createBell();
  let due: (() => void)[] = [];
  const timers = {
    after(_: number, action: () => void) {
      due.push(action);
      return () => {};
    },
    clear() {},
  };
  const sent: Post[] = [];
  const bot = { figures: null as BotFigures | null, refusal: null as string | null, asked: 0 };
  let rings = 0;
  bell.listen(() => {
    rings += 1;
  });
  const panel = createTryIt({ bell, timers, now: clock.now });
  const offer = tryIt({
    clock,
    send: async (post) => {
      if (bot.refusal === null) sent.push(post);
      return bot.refusal;
    },
    command: 'npx quell send disk-full --key …',
    firing: async () => firing,
    figures: async () => {
      bot.asked += 1;
      return bot.figures;
    },
  });
  /** Lets the timers of the panel come. */
  const look = async () => {
    const now = due;
    due = [];
    for (const action of now) action();
    await settled();
  };
  const row = (name: string) => panel.state()?.examples.find((example) => example.name === name);
  return { panel, offer, bot, sent, clock, look, row, rings: () => rings };
}

describe('the panel "Try it", without a page', () => {
  it('has nothing before it was offered something', () => {
    const { panel } = aPanel();

    expect(panel.state()).toBeUndefined();
    expect(panel.begin('disk-full', 'send')).toBe(false);
  });

  it('sends an example and its end, and rings for whoever looks', async () => {
    const { panel, offer, row, sent, rings } = aPanel();
    panel.offer(offer);
    expect(row('disk-full')).toMatchObject({ doing: 'nothing', total: 0, is_on: false });
    const before = rings();

    expect(panel.begin('disk-full', 'send')).toBe(true);
    await settled();
    expect(row('disk-full')).toMatchObject({ sent: 14, total: 14, is_on: true, fault: null });
    panel.begin('disk-full', 'resolve');
    await settled();

    expect(row('disk-full')).toMatchObject({ doing: 'nothing', is_on: false });
    expect(sent).toHaveLength(2);
    expect(rings()).toBeGreaterThan(before);
  });

  it('resolves what was sent before the bot was started anew', async () => {
    const keys = (name: string) =>
      EXAMPLES.filter((example) => example.name === name).flatMap((example) =>
        keysOf(example, simulatedClock().now()),
      );
    const { panel, offer, row, sent } = aPanel({
      keys: [...keys('hostile-text'), ...keys('storm')],
      errors: ["KeyError: 'vat_rate'"],
    });
    panel.offer(offer);
    await settled();
    expect(row('hostile-text')).toMatchObject({ total: 0, is_on: true });
    expect(row('django-error')).toMatchObject({ total: 0, is_on: true });
    expect(row('disk-full')).toMatchObject({ total: 0, is_on: false });

    panel.begin('hostile-text', 'resolve');
    panel.begin('storm', 'resolve');
    await settled();

    expect(row('hostile-text')).toMatchObject({ is_on: false, fault: null });
    expect(sent).toHaveLength(1 + 100);
  });

  it('knows no other examples', () => {
    const { panel, offer } = aPanel();
    panel.offer(offer);

    expect(panel.begin('no-such-thing', 'send')).toBe(false);
  });

  it('shows why the bot refuses', async () => {
    const { panel, offer, bot, row } = aPanel();
    panel.offer(offer);
    bot.refusal = 'The bot is full.';

    panel.begin('hostile-text', 'send');
    await settled();

    expect(row('hostile-text')).toMatchObject({ sent: 0, is_on: false, fault: 'The bot is full.' });
  });

  it('sends nothing more once it is closed', async () => {
    const { panel, offer, row } = aPanel();
    panel.offer(offer);
    panel.begin('storm', 'send');
    await settled();

    panel.close();
    await settled();

    expect(row('storm')).toMatchObject({ doing: 'nothing', sent: 5, total: 500 });
  });
});

describe("the bot's figures", () => {
  it('are read when somebody looks, and again while something waits', async () => {
    const { panel, offer, bot, look, clock } = aPanel();
    panel.offer(offer);
    await look();
    expect(bot.asked).toBe(0);

    panel.state();
    panel.state();
    bot.figures = { waiting: 2, accepted: 5 };
    await look();
    const since = clock.now();
    clock.advance('48s');
    await look();

    expect(bot.asked).toBe(2);
    expect(panel.state()?.figures).toMatchObject({ waiting: 2, behind_since: since });
  });

  it('count what was taken in since something waits, however Slack behaves meanwhile', async () => {
    const { panel, offer, bot, look } = aPanel();
    panel.offer(offer);
    const seen = [];
    for (const [waiting, accepted] of [
      [0, 40],
      [3, 43],
      [2, 50],
      [0, 52],
      [1, 53],
    ] as const) {
      panel.state();
      bot.figures = { waiting, accepted };
      await look();
      const { behind_since, ...figures } = panel.state()?.figures ?? {};
      seen.push({ ...figures, isBehind: typeof behind_since === 'number' });
    }

    expect(seen).toEqual([
      { waiting: 0, accepted: 0, isBehind: false },
      { waiting: 3, accepted: 3, isBehind: true },
      { waiting: 2, accepted: 10, isBehind: true },
      { waiting: 0, accepted: 0, isBehind: false },
      { waiting: 1, accepted: 1, isBehind: true },
    ]);
  });

  it('are none where the bot does not say', async () => {
    const { panel, offer, look } = aPanel();
    panel.offer(offer);
    panel.state();
    await look();

    expect(panel.state()?.figures).toBeNull();
  });
});
