import { expect, it } from 'vitest';
import SENTRY from '../../src/sources/examples/sentry.json' with { type: 'json' };
import { read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

const SILENT = /^nightly fell silent/;

const fires = (bot: Bot) => bot.receive('nightly', { title: 'Watchdog' });

/** It says so often, so many times, that something fires; what Slack shows of that is not looked at. */
async function speaks(bot: Bot, times: number, every: string): Promise<void> {
  for (let time = 0; time < times; time++) {
    await fires(bot);
    await bot.advance(every);
  }
}

/** What was told of silent sources. */
const told = (bot: Bot) =>
  bot
    .cards()
    .map(read)
    .filter((words) => words.startsWith('nightly'));

const config = `
sources: [{ name: nightly, type: json }]
rules: [{ match: ['alertname="Watchdog"'], action: ignore }]`;

const startNightly = () => startBot({ config });

it('a source that falls silent is told once, and that it is back in the same place', async () => {
  const bot = await startNightly();
  await speaks(bot, 96, '30m');
  expect(bot.cards()).toEqual([]);

  await bot.advance('30m');
  const words = 'no alert was heard from it for 1 h; it usually sends one at least every 30 min';
  expect(read(bot.card(SILENT))).toContain(words);
  await bot.advance('3d');
  bot.expectNothingElse();
  await fires(bot);

  await bot.eventually(() => expect(told(bot)).toHaveLength(1));
  await bot.eventually(() => expect(told(bot)[0]).toContain('is back: it spoke again at'));
});

it('a restart tells it no second time, and makes nobody silent', async () => {
  const bot = await startNightly();
  await speaks(bot, 96, '30m');
  await bot.stop();
  bot.clock.advance('2h');

  await bot.start();
  await bot.advance('29m');
  expect(bot.cards()).toEqual([]);
  await bot.advance('1m');
  await bot.restart();
  await bot.advance('1d');

  expect(bot.cards()).toHaveLength(1);
});

it('a source that is no longer configured is not missed, nor when it is put back', async () => {
  const bot = await startNightly();
  await speaks(bot, 96, '30m');

  await bot.configure('');
  await bot.advance('10d');
  await bot.configure(config);
  await bot.advance('2d');

  expect(bot.cards()).toEqual([]);
});

it('a source that speaks once a week is not missed for restarts in between', async () => {
  const bot = await startNightly();
  for (let week = 0; week < 12; week++) {
    await fires(bot);
    for (let day = 0; day < 7; day++) {
      await bot.advance('1d');
      await bot.restart();
    }
  }

  expect(bot.cards()).toEqual([]);
});

it('a source that spoke daily is missed, however often Quell starts anew', async () => {
  const bot = await startNightly();
  await speaks(bot, 12, '1d');

  for (let day = 0; day < 30; day++) {
    await bot.restart();
    await bot.advance('1d');
  }

  expect(told(bot)).toHaveLength(1);
});

it('a second outage is told like the first', async () => {
  const bot = await startNightly();
  await speaks(bot, 96, '30m');
  await bot.advance('2d');
  await speaks(bot, 48, '30m');
  await bot.advance('7d');

  expect(told(bot)).toHaveLength(2);
});

it('a monitor whose problem is over is not missed', async () => {
  const bot = await startBot();
  for (let time = 0; time < 12; time++) {
    await bot.fires('DiskFull');
    await bot.advance('4h');
  }
  await bot.ends('DiskFull');

  await bot.advance('14d');

  expect(bot.cards().map(read).join()).not.toContain('fell silent');
});

it.each([
  ['a program', 'python-logging', { name: 'shop', levelname: 'ERROR', msg: 'Payment failed' }],
  ['a service that collects errors', 'sentry', SENTRY],
])('%s that has no more errors is not missed', async (_, type, body) => {
  const bot = await startBot({ config: `sources: [{ name: nightly, type: ${type} }]` });
  for (let time = 0; time < 30; time++) {
    await bot.receive('nightly', body);
    await bot.advance('1h');
  }

  await bot.advance('7d');

  expect(told(bot)).toEqual([]);
});
