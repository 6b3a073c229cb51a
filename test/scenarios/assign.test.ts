import { describe, expect, it } from 'vitest';
import type { MessageHandle } from '../../src/sandbox/driver/message-handle.ts';
import { lastReply, read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

async function assign(bot: Bot, card: MessageHandle, by: string, to: string): Promise<void> {
  await card.click('Assign', { by });
  const modal = await bot.modal(by);
  await modal.fill('Who takes it?', to);
  await modal.submit();
}

/** How often messages of the bot call this person. */
function callsOf(bot: Bot, person: string): number {
  const { id } = bot.slack.as(person);
  const all = bot.cards().flatMap((card) => [card, ...card.replies()]);
  return all.filter(
    ({ blocks, text }) =>
      JSON.stringify(blocks).includes(`"user_id":"${id}"`) || text.includes(`<@${id}>`),
  ).length;
}

describe('Assign', () => {
  it('calls whoever is to have it, once', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');

    await assign(bot, card, 'ann', 'bob');

    await bot.eventually(() => expect(read(card)).toContain('for Bob Ortiz, not acknowledged yet'));
    await bot.eventually(() => expect(callsOf(bot, 'bob')).toBe(1));
    expect(lastReply(card)).toContain('@Bob Ortiz Ann Lee assigned this to you');
    await card.click('Acknowledge', { by: 'bob' });
    await bot.eventually(() => expect(read(card)).toContain('with Bob Ortiz since'));
    await bot.advance('1d');
    expect(callsOf(bot, 'bob')).toBe(1);
  });

  it('calls nobody who takes it themselves', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');

    await assign(bot, card, 'ann', 'ann');

    await bot.eventually(() => expect(lastReply(card)).toContain('Ann Lee took this over'));
    expect(read(card)).toContain('for Ann Lee');
    expect(callsOf(bot, 'ann')).toBe(0);
  });
});
