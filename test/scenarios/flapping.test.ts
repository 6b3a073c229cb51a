import { expect, it } from 'vitest';
import { lastReply, read, readThread } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

/** On for a minute, off for a minute, again and again. */
async function flaps(bot: Bot, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 2) {
    await bot.fires('HostDown', { instance: 'web-1' });
    await bot.advance('1m');
    await bot.ends('HostDown', { instance: 'web-1' });
    await bot.advance('1m');
  }
}

const posts = (bot: Bot) => bot.slack.requests.count('chat.postMessage');

it('a host that flaps for an hour is told of once, and once more when it is steady', async () => {
  const bot = await startBot({ config: 'route: { mention: "@oncall" }' });
  await flaps(bot, 60);
  const card = bot.card('HostDown');

  expect(read(card)).toContain('Warning, flapping · HostDown on web-1');
  expect(read(card)).toContain('On and off 59 times');
  expect(readThread(card).slice(2)).toEqual([
    expect.stringContaining('Flapping: on and off 6 times in 10 min'),
  ]);
  // The card, its call, its details, and that it flaps: Alertmanager would have posted sixty times.
  expect(posts(bot)).toBe(4);

  await bot.advance('8m');
  expect(read(card)).toContain('flapping');
  await bot.advance('2m');
  expect(read(card)).toContain('Resolved · HostDown');
  expect(readThread(card).slice(3)).toEqual([
    expect.stringContaining('Steady again after 59 changes in'),
    expect.stringContaining('Resolved by itself'),
  ]);
  expect(posts(bot)).toBe(6);
  await bot.advance('1d');
  bot.expectNothingElse();
});

it('one that fires on after it flapped is steady, and open', async () => {
  const bot = await startBot();
  await flaps(bot, 20);
  await bot.fires('HostDown', { instance: 'web-1' });
  await bot.advance('10m');
  const card = bot.card('HostDown');

  expect(read(card)).toContain('Warning · HostDown on web-1');
  expect(lastReply(card)).toContain('1 alert still fires');
  expect(posts(bot)).toBe(4);
});

it('one that somebody has is with them all the time', async () => {
  const bot = await startBot();
  await flaps(bot, 2);
  const card = bot.card('HostDown');
  await card.click('Acknowledge', { by: 'ann' });
  await bot.eventually(() => expect(read(card)).toContain('with Ann Lee'));
  await flaps(bot, 40);

  expect(read(card)).toContain('with Ann Lee');
  expect(readThread(card).filter((words) => words.includes('Resolved'))).toEqual([]);
});

it('a group of which single hosts flap does not', async () => {
  const bot = await startBot();
  await bot.fires('HostDown', { instance: 'web-2' });
  await bot.advance('1m');
  await flaps(bot, 30);
  const card = bot.card('HostDown');

  expect(read(card)).not.toContain('flapping');
  expect(card.replies()).toHaveLength(2);
});
