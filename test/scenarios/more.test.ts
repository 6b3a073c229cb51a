import { describe, expect, it } from 'vitest';
import { lastReply, read, readThread } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('More', () => {
  it('sets the severity in two taps', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { severity: 'warning' });
    const card = bot.card('DiskFull');

    await card.choose('More', 'Critical', { by: 'ann' });

    await bot.eventually(() => expect(read(card)).toContain('Critical · DiskFull'));
    await bot.eventually(() =>
      expect(lastReply(card)).toContain('Now Critical, was Warning. Set by Ann Lee'),
    );
  });

  it('shows the timeline to whoever asks, and its name again', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await card.click('Acknowledge', { by: 'ann' });
    await bot.eventually(() => expect(lastReply(card)).toContain('acknowledged'));
    const drawn = card.blocks.at(-1)?.['block_id'];

    await card.choose('More', 'Timeline', { by: 'bob' });

    const answer = await bot.answerTo('bob', 'Timeline of INC-1');
    expect(read(answer)).toContain('Opened: DiskFull');
    expect(read(answer)).toContain('Ann Lee acknowledged');
    expect(bot.slack.as('ann').ephemeral()).toEqual([]);
    await bot.eventually(() => expect(card.blocks.at(-1)?.['block_id']).not.toBe(drawn));
    expect(readThread(card)).toHaveLength(2);
  });
});
