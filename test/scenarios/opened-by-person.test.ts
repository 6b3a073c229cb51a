import { describe, expect, it } from 'vitest';
import { lastReply, read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('an incident that a person opens', () => {
  it('has the same card, and ends at a click', async () => {
    const bot = await startBot();

    await bot.slack.as('ann').command('/incident new Customers cannot log in');
    const modal = await bot.modal('ann');
    await modal.fill('Severity', 'Critical');
    await modal.fill('What do you know?', 'Since the deploy\nof 14:00');
    await modal.submit();

    await bot.eventually(() => expect(bot.cards()).toHaveLength(1));
    const card = bot.card('Customers cannot log in');
    expect(read(card)).toContain('Critical · Customers cannot log in\nSince the deploy');
    expect(read(card)).toContain('opened by Ann Lee');
    await bot.advance('3d');
    expect(read(card)).toContain('nobody has this yet');
    await card.click('Resolve', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('Resolved · Customers cannot log in'));
    await bot.eventually(() =>
      expect(lastReply(card)).toContain('Resolved by Ann Lee after 3 days'),
    );
  });

  it('begins with any message of Slack', async () => {
    const bot = await startBot();
    const said = await bot.slack.as('bob').say('#general', 'Payments fail &amp; nobody knows why');

    await bot.slack.as('ann').shortcut('incident.new', said);
    const modal = await bot.modal('ann');
    await modal.submit();

    await bot.eventually(() => expect(bot.cards()).toHaveLength(1));
    expect(read(bot.card('Payments fail'))).toContain('Error · Payments fail & nobody knows why');
  });

  it('goes to the channel and to the person that they choose', async () => {
    const bot = await startBot();

    await bot.slack.as('ann').command('/incident new Login is down');
    const modal = await bot.modal('ann');
    await modal.fill('Who takes it?', 'bob');
    await modal.fill('Where?', '#incidents');
    await modal.submit();

    await bot.eventually(() => expect(bot.cards('#incidents')).toHaveLength(1));
    const card = bot.card('Login is down', '#incidents');
    await bot.eventually(() => expect(read(card)).toContain('for Bob Ortiz'));
    await bot.eventually(() => expect(lastReply(card)).toContain('@Bob Ortiz'));
    expect(bot.cards()).toEqual([]);
  });
});
