import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('a card that somebody deleted', () => {
  it('comes once more as soon as there is something to show', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    const old = bot.card('DiskFull');
    await bot.deleteMessage(old);

    await bot.fires('DiskFull', { instance: 'web-2' });
    await bot.advance('1m');

    expect(old.isDeleted).toBe(true);
    const cards = bot.cards().filter(({ words }) => words.includes('DiskFull'));
    expect(cards).toHaveLength(1);
    expect(read(cards[0])).toContain('DiskFull on 2 hosts');
    await cards[0]?.click('Acknowledge', { by: 'ann' });
    await bot.eventually(() => expect(read(cards[0])).toContain('with Ann Lee'));
  });
});
