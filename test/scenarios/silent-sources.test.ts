import { expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

const SILENT = /^nightly fell silent/;

/** A job that tells each half an hour that it went well, for two days. */
async function speaks(bot: Bot): Promise<void> {
  for (let time = 0; time < 96; time++) {
    await bot.receive('nightly', { title: 'Import', status: 'resolved' });
    await bot.advance('30m');
  }
}

const startNightly = () => startBot({ config: 'sources: [{ name: nightly, type: json }]' });

it('a source that falls silent is told once, and that it is back in the same place', async () => {
  const bot = await startNightly();
  await speaks(bot);
  expect(bot.cards()).toEqual([]);

  await bot.advance('30m');
  expect(read(bot.card(SILENT))).toContain('nothing came for 1 h');
  await bot.advance('3d');
  bot.expectNothingElse();
  await bot.receive('nightly', { title: 'Import', status: 'resolved' });

  await bot.eventually(() => {
    expect(bot.cards()).toHaveLength(1);
    expect(read(bot.cards()[0])).toContain('nightly is back: it spoke again at');
  });
});

it('a restart tells it no second time, and makes nobody silent', async () => {
  const bot = await startNightly();
  await speaks(bot);
  await bot.stop();
  bot.clock.advance('2h');

  await bot.start();
  await bot.advance('59m');
  expect(bot.cards()).toEqual([]);
  await bot.advance('1m');
  await bot.restart();
  await bot.advance('1d');

  expect(bot.cards()).toHaveLength(1);
});

it('a source that is no longer configured is not missed', async () => {
  const bot = await startNightly();
  await speaks(bot);

  await bot.configure('');
  await bot.advance('1d');

  expect(bot.cards()).toEqual([]);
});
