import { describe, expect, it } from 'vitest';
import { lastReply, read, readThread } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('Acknowledge', () => {
  it('shows at once who has the incident, and tells it in the thread', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    const card = bot.card('DiskFull');
    await bot.advance('7m');

    await card.click('Acknowledge', { by: 'ann' });

    await bot.eventually(() => expect(read(card)).toContain('with Ann Lee since'));
    expect(read(card)).toContain('Warning, acknowledged');
    expect(card.buttons).toContain('Unacknowledge');
    await bot.eventually(() =>
      expect(lastReply(card)).toContain('Ann Lee acknowledged, 7 min after the start'),
    );
    expect(bot.cards()).toHaveLength(1);
    await bot.advance('1d');
    bot.expectNothingElse();
  });

  it('is answered to whoever comes second alone, who may take over', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');

    await Promise.all([
      card.click('Acknowledge', { by: 'ann' }),
      card.click('Acknowledge', { by: 'bob' }),
    ]);
    await bot.eventually(() => expect(read(card)).toMatch(/with (Ann Lee|Bob Ortiz)/));
    const [first, second] = card.words.includes('Ann Lee') ? ['ann', 'bob'] : ['bob', 'ann'];
    const answer = await bot.answerTo(second, 'Nothing changed');
    expect(bot.slack.as(first).ephemeral()).toEqual([]);

    await bot.slack.as(second).click(answer, 'Take over');

    const name = second === 'ann' ? 'Ann Lee' : 'Bob Ortiz';
    await bot.eventually(() => expect(read(card)).toContain(`with ${name}`));
    await bot.eventually(() => expect(lastReply(card)).toContain(`${name} took this over`));
  });

  it('is one of several things that people do at once, and none is lost', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');

    await Promise.all([
      card.click('Acknowledge', { by: 'ann' }),
      card.choose('More', 'Critical', { by: 'bob' }),
      bot.slack.as('cara').command('/incident note 1 looking'),
      bot.slack.as('cara').command('/incident assign 1 @bob'),
    ]);
    await bot.eventually(() => expect(read(card)).toContain('Critical, acknowledged'));
    await bot.eventually(() => expect(read(card)).toContain('with Bob Ortiz'));
    await bot.eventually(async () => {
      const { entries } = await bot.api('GET', '/incidents/1/timeline');
      expect(entries).toHaveLength(5);
    });
    await bot.advance('1m');

    const told = readThread(card).join('\n');
    for (const words of ['Now Critical', 'Ann Lee acknowledged', 'looking', 'assigned this to you'])
      expect(told.split(words)).toHaveLength(2);
  });

  it('is undone by Unacknowledge', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await card.click('Acknowledge', { by: 'ann' });
    await bot.eventually(() => expect(card.buttons).toContain('Unacknowledge'));

    await card.click('Unacknowledge', { by: 'bob' });

    await bot.eventually(() => expect(read(card)).toContain('nobody has this yet'));
    expect(card.buttons).toContain('Acknowledge');
    await bot.eventually(() => expect(lastReply(card)).toContain('Bob Ortiz took it from Ann Lee'));
  });
});
