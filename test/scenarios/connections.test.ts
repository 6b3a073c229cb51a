import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('two connections in Socket Mode', () => {
  it('lose no click while Slack renews them, one after the other', async () => {
    const bot = await startBot();
    await bot.eventually(() => expect(bot.slack.connections.count()).toBe(2));
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');

    bot.slack.connections.refresh('oldest');
    await card.click('Acknowledge', { by: 'ann' });
    await bot.eventually(() => expect(card.buttons).toContain('Unacknowledge'));
    await bot.eventually(() => expect(bot.slack.connections.count()).toBe(2));
    bot.slack.connections.refresh('oldest');
    await card.click('Unacknowledge', { by: 'ann' });
    await bot.eventually(() => expect(card.buttons).toContain('Acknowledge'));

    await bot.eventually(() => expect(bot.slack.connections.count()).toBe(2));
  });

  it('come back after both were cut, and the card is as it should be', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');

    bot.slack.connections.drop();
    await bot.fires('DiskFull', { instance: 'web-2' });
    await bot.eventually(() => expect(bot.slack.connections.count()).toBe(2));
    await card.click('Acknowledge', { by: 'ann' });

    await bot.eventually(() => expect(read(card)).toContain('with Ann Lee'));
  });
});
