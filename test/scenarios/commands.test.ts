import { describe, expect, it } from 'vitest';
import { lastReply, read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

const CARD = 'INC-1 ';

/** A bot with one incident, and its card. */
async function withIncident(): Promise<Bot> {
  const bot = await startBot({ store: 'memory' });
  await bot.fires('DiskFull', { instance: 'web-1' });
  return bot;
}

describe('/incident', () => {
  it('alone lists what is open, to whoever asked', async () => {
    const bot = await withIncident();
    await bot.fires('HighLatency');

    const answer = await bot.ask('ann', '', '2 open, 2 with nobody');

    expect(read(answer)).toMatch(/INC-2 HighLatency.*\n.*INC-1 DiskFull on web-1/s);
    expect(bot.slack.as('bob').ephemeral()).toEqual([]);
  });

  it.each([
    ['ack 1', 'is acknowledged', 'with Ann Lee', 'Ann Lee acknowledged'],
    ['assign INC-1 @bob', 'is with Bob Ortiz', 'for Bob Ortiz', 'assigned this to you'],
    ['assign #1 me', 'is with', 'for Ann Lee', 'took this over'],
    ['mute 1 2h disk swap', 'is muted for 2 h', 'by Ann Lee: disk swap', 'muted this until'],
    ['resolve 1 added disk', 'is resolved', 'by Ann Lee: added disk', 'Resolved by Ann Lee'],
    ['severity 1 critical', 'is now critical', 'Critical · DiskFull', 'Now Critical'],
    ['note 1 it grows', 'has the note', 'DiskFull', 'it grows'],
  ])(
    '%s is answered, shown on the card and told in the thread',
    async (words, answer, shown, told) => {
      const bot = await withIncident();

      await bot.ask('ann', words, answer);

      await bot.eventually(() => expect(read(bot.card(CARD))).toContain(shown));
      await bot.eventually(() => expect(lastReply(bot.card(CARD))).toContain(told));
    },
  );

  it.each([
    ['ack 1', 'unack 1', 'is with nobody again', 'nobody has this yet'],
    ['mute 1 2h', 'unmute 1', 'is no longer muted', 'nobody has this yet'],
    ['resolve 1', 'reopen 1', 'is open again', 'Warning, reopened'],
  ])('%s is undone by %s', async (first, second, answer, shown) => {
    const bot = await withIncident();
    await bot.ask('ann', first, 'INC-1');

    await bot.ask('bob', second, answer);

    await bot.eventually(() => expect(read(bot.card(CARD))).toContain(shown));
  });

  it.each([
    ['help', 'resolve 12 added disk'],
    ['list', '1 open, 1 with nobody'],
    ['list all', '1 incident of 7 days'],
    ['list mine', 'INC|nothing|No'],
    ['list acknowledged', 'acknowledged'],
    ['show 1', 'DiskFull on web-1'],
    ['1', 'DiskFull on web-1'],
    ['timeline 1', 'Timeline of INC-1'],
    ['silences', 'silence'],
  ])('%s answers and changes nothing', async (words, answer) => {
    const bot = await withIncident();
    const before = JSON.stringify(bot.cards().map(({ raw }) => raw));

    await bot.ask('cara', words, new RegExp(answer));
    await bot.settle();

    expect(JSON.stringify(bot.cards().map(({ raw }) => raw))).toBe(before);
  });

  it('offers the nearest right command for a wrong word, and runs it', async () => {
    const bot = await withIncident();

    const answer = await bot.ask('ann', 'resovle 1 added disk', 'resolve 1 added disk');
    expect(read(bot.card(CARD))).not.toContain('Resolved');
    await bot.slack.as('ann').click(answer, 'Run that');

    await bot.eventually(() => expect(read(bot.card(CARD))).toContain('by Ann Lee: added disk'));
  });

  it('shows a card of its own whose buttons work', async () => {
    const bot = await withIncident();
    const answer = await bot.ask('bob', 'show 1', 'nobody has this yet');

    await bot.slack.as('bob').click(answer, 'Acknowledge');

    await bot.eventually(() => expect(read(bot.card(CARD))).toContain('with Bob Ortiz'));
  });
});
