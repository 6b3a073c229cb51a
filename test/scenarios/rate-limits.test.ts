import { describe, expect, it } from 'vitest';
import { lastReply, read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('429', () => {
  it('on a post delays the card as long as Slack says, and no longer', async () => {
    const bot = await startBot();
    bot.slack.faults.inject('chat.postMessage', { kind: 'rate-limited', retryAfter: 30 });

    await bot.fires('DiskFull');
    await bot.advance('29s');
    expect(bot.slack.requests.count('chat.postMessage')).toBe(1);
    expect(bot.cards()).toEqual([]);
    await bot.advance('1s');

    expect(read(bot.card('DiskFull'))).toContain('nobody has this yet');
    await bot.advance('1h');
    expect(bot.cards()).toHaveLength(1);
    expect(bot.card('DiskFull').replies()).toHaveLength(1);
  });

  it('on updates loses no change: the newest state is shown in the end', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    const card = bot.card('DiskFull');
    await bot.advance('2m');
    bot.slack.faults.inject('chat.update', { kind: 'rate-limited', retryAfter: 20 }, { times: 2 });

    for (let host = 2; host <= 9; host++) await bot.fires('DiskFull', { instance: `web-${host}` });
    expect(read(card)).toContain('DiskFull on web-1');
    const asked = bot.slack.requests.count('chat.update');
    await bot.advance('19s');
    expect(bot.slack.requests.count('chat.update')).toBe(asked);
    await bot.advance('1m');

    expect(read(card)).toContain('DiskFull on 9 hosts');
    expect(lastReply(card)).toContain('8 more alerts joined');
  });

  it('on the update that a click asks for keeps the click, and tells the person', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    bot.slack.faults.inject('chat.update', { kind: 'rate-limited', retryAfter: 20 });

    await card.click('Acknowledge', { by: 'ann' });
    const answer = await bot.answerTo('ann', 'the card follows by itself');
    expect(read(answer)).toContain('INC-1 is acknowledged');
    expect(card.buttons).toContain('Acknowledge');
    await bot.advance('20s');

    expect(read(card)).toContain('with Ann Lee');
  });

  it('is kept far from by an incident that grows by the hundred', async () => {
    const bot = await startBot({ store: 'memory' });
    await bot.fires('DiskFull', { instance: 'web-0' });
    await bot.advance('10m');
    const before = bot.slack.requests.count('chat.update');

    for (let host = 1; host <= 200; host++)
      await bot.fires('DiskFull', { instance: `web-${host}` });
    await bot.advance('1m');

    expect(read(bot.card('DiskFull'))).toContain('201 alerts firing');
    expect(bot.slack.requests.count('chat.update') - before).toBeLessThanOrEqual(30);
    expect(lastReply(bot.card('DiskFull'))).toContain('200 more alerts joined');
    expect(bot.card('DiskFull').replies()).toHaveLength(2);
  });

  it('in one channel holds up no other', async () => {
    const bot = await startBot();
    const { id } = bot.slack.channel('#alerts');
    bot.slack.faults.inject(
      'chat.postMessage',
      { kind: 'rate-limited', retryAfter: 60 },
      { when: ({ channel }) => channel === id },
    );
    await bot.fires('DiskFull');
    await bot.opens('ann', 'Login is down', '#incidents');

    await bot.eventually(() => expect(bot.cards('#incidents')).toHaveLength(1));
    expect(bot.cards()).toEqual([]);
    await bot.advance('1m');
    expect(bot.cards()).toHaveLength(1);
  });
});
