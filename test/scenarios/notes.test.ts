import { describe, expect, it } from 'vitest';
import { lastReply, readThread } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('a note', () => {
  it('is written in a modal and stands in the thread', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');

    await card.choose('More', 'Add a note…', { by: 'ann' });
    const modal = await bot.modal('ann');
    await modal.fill('Note', 'Debug logging is on, turning it off.');
    await modal.submit();

    await bot.eventually(() => expect(lastReply(card)).toContain('Debug logging is on'));
    expect(lastReply(card)).toContain('Note by Ann Lee');
    expect(bot.slack.as('ann').openModal()).toBeUndefined();
  });

  it('is whatever follows a mention in the thread of the incident', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    const mention = `<@${bot.slack.botUser}> the array is the same as <last> time`;

    await bot.slack.as('bob').say('#alerts', mention, card.ts);

    await bot.eventually(() =>
      expect(lastReply(card)).toContain('the array is the same as <last> time'),
    );
    await bot.eventually(() => expect(lastReply(card)).toContain('Note by Bob Ortiz'));
  });

  it('is kept whoever writes first, in the order of writing', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');

    await bot.ask('ann', 'note 1 first', 'has the note');
    await bot.ask('bob', 'note 1 second', 'has the note');

    await bot.eventually(() => expect(card.replies()).toHaveLength(3));
    expect(readThread(card).slice(1).join(' / ')).toMatch(/first.*Ann Lee.* \/ second.*Bob Ortiz/s);
  });
});

describe('a pushpin', () => {
  it('puts what somebody said in the thread on the timeline, once', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await bot.advance('5m');
    const said = await bot.slack.as('bob').say('#alerts', 'It is the array.', card.ts);
    await bot.advance('5m');

    await bot.slack.as('ann').react(said, 'pushpin');
    await bot.eventually(() => expect(lastReply(card)).toContain("Bob Ortiz's message"));
    await bot.slack.as('cara').react(said, 'pushpin');

    const { entries } = await bot.api('GET', '/incidents/1/timeline');
    expect(entries.at(-1)).toMatchObject({ at: '2026-02-10T14:07:00.000Z' });
    await bot.advance('1h');
    bot.expectNothingElse();
  });
});
