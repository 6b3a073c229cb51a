import { describe, expect, it } from 'vitest';
import { lastReply, read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

/** An incident that is over, while the card in front of Ann still shows it as open. */
async function overUnseen(): Promise<Bot> {
  const bot = await startBot();
  await bot.fires('DiskFull');
  await bot.advance('1m');
  bot.slack.faults.inject('chat.update', { kind: 'rate-limited', retryAfter: 600 }, { times: 9 });
  await bot.ends('DiskFull');
  await bot.advance('2m');
  expect(await bot.api('GET', '/incidents/1')).toMatchObject({ status: 'resolved' });
  expect(bot.card('DiskFull').buttons).toContain('Acknowledge');
  bot.slack.faults.clear();
  return bot;
}

describe('a click that comes when the incident is over', () => {
  it.each(['Acknowledge', 'Resolve'])(
    '%s changes nothing, and who clicked hears so',
    async (label) => {
      const bot = await overUnseen();
      await bot.card('DiskFull').click(label, { by: 'ann' });

      await bot.answerTo('ann', /resolved/);
      expect(await bot.api('GET', '/incidents/1')).toMatchObject({
        status: 'resolved',
        assignee: null,
      });
      await bot.advance('1h');
      expect(read(bot.card('DiskFull'))).toContain('Resolved · DiskFull');
      expect(lastReply(bot.card('DiskFull'))).toContain('Resolved by itself');
    },
  );

  it('Mute changes nothing either', async () => {
    const bot = await overUnseen();
    await bot.card('DiskFull').choose('Mute', '1 hour', { by: 'ann' });

    await bot.answerTo('ann', /resolved/);
    expect(await bot.api('GET', '/incidents/1')).toMatchObject({
      status: 'resolved',
      muted_until: null,
    });
  });
});

describe('an acknowledge', () => {
  it('ends with the resolve: when it comes back, nobody has it', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await card.click('Acknowledge', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('with Ann Lee'));
    await bot.ends('DiskFull');
    await bot.advance('2m');
    expect(lastReply(card)).toContain('Acknowledged by Ann Lee');
    await bot.fires('DiskFull');

    expect(read(card)).toContain('Warning, reopened');
    expect(read(card)).toContain('nobody has this yet');
    expect(card.buttons).toContain('Acknowledge');
  });

  it('of two people at once is one’s, and the other hears whose', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await Promise.all([
      card.click('Acknowledge', { by: 'ann' }),
      card.click('Acknowledge', { by: 'bob' }),
    ]);

    await bot.eventually(() => expect(read(card)).toMatch(/with (Ann Lee|Bob Ortiz)/));
    const isAnns = read(card).includes('with Ann Lee');
    await bot.answerTo(isAnns ? 'bob' : 'ann', isAnns ? 'Ann Lee' : 'Bob Ortiz');
  });

  it('while the last alert ends keeps neither from happening', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await Promise.all([card.click('Acknowledge', { by: 'ann' }), bot.ends('DiskFull')]);
    await bot.eventually(() => expect(read(card)).toContain('with Ann Lee'));
    await bot.advance('2m');

    expect(read(card)).toContain('Resolved · DiskFull');
    expect(card.buttons).toEqual(['Reopen', 'More']);
    await bot.advance('1d');
    expect(await bot.api('GET', '/incidents/1')).toMatchObject({ status: 'resolved' });
  });
});
