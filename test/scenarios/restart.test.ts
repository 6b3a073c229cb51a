import { describe, expect, it } from 'vitest';
import { post } from '../support/doors.ts';
import { lastReply, read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('a restart', () => {
  it('posts nothing again', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    await bot.fires('HighLatency');
    await bot.ends('HighLatency');
    await bot.advance('5m');
    const before = bot.writes;

    await bot.restart();
    await bot.advance('1d');

    expect(bot.writes).toBe(before);
    expect(bot.cards()).toHaveLength(2);
  });

  it('goes on where it was: the card, its thread and what is due', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await card.choose('Mute', '1 hour', { by: 'ann' });
    await bot.eventually(() => expect(lastReply(card)).toContain('muted this until'));

    await bot.restart();
    await bot.advance('1h');

    expect(lastReply(card)).toContain('Mute over');
    await card.click('Acknowledge', { by: 'bob' });
    await bot.eventually(() => expect(read(card)).toContain('with Bob Ortiz'));
    await bot.eventually(() => expect(lastReply(card)).toContain('Bob Ortiz acknowledged'));
    expect(bot.cards()).toHaveLength(1);
  });

  it('tells what was refused just before it', async () => {
    const bot = await startBot({
      config: `
sources: [{ name: shop, type: json, rate: 2/h }]
rules: [{ match: ['alertname="Watchdog"'], action: ignore }]`,
    });
    for (const status of [202, 202, 429, 429]) {
      const answer = await post(bot.app.server, 'shop', { title: 'Watchdog' });
      expect(answer.statusCode).toBe(status);
    }
    await bot.advance('5s');

    await bot.restart();

    const told =
      'shop sends more than it may: it may send 2 alerts an hour; 2 alerts were refused within 5 s.';
    await bot.eventually(() =>
      expect(bot.cards().map(read)).toEqual([expect.stringContaining(told)]),
    );
  });

  it('does what fell due meanwhile', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    await bot.ends('DiskFull');

    await bot.stop();
    bot.clock.advance('1h');
    await bot.start();

    expect(read(bot.card('DiskFull'))).toContain('Resolved · DiskFull');
    expect(bot.cards()).toHaveLength(1);
  });
});
