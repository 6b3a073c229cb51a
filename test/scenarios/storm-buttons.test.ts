import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

/** A bot in a storm of six incidents, five of them of one kind. */
async function inStorm(): Promise<Bot> {
  const config = 'storm: { incidents: 3, within: 1m }\nroute: { group_by: [alertname, pod] }';
  const bot = await startBot({ config });
  await bot.fires('LinkDown', { pod: 'switch' });
  for (const pod of ['a', 'b', 'c', 'd', 'e']) await bot.fires('PodNotReady', { pod });
  await bot.advance('10s');
  return bot;
}

describe('the message of a storm', () => {
  it('shows all of its incidents to whoever asks', async () => {
    const bot = await inStorm();

    await bot.card('Storm').click('Show all', { by: 'ann' });

    const list = read(await bot.answerTo('ann', '6 incidents of the storm in #alerts'));
    for (const number of [1, 4, 5, 6]) expect(list).toContain(`INC-${number}`);
    expect(bot.slack.as('bob').ephemeral()).toEqual([]);
    // A storm is told of, so the list has what it withholds.
    await bot.ask('bob', 'list', '6 open');
  });

  it('shows those that one message has no room for on the next page', async () => {
    const config = 'storm: { incidents: 3, within: 1m }\nroute: { group_by: [alertname, pod] }';
    const bot = await startBot({ config });
    for (const pod of ['first', 'second', 'third']) await bot.fires('LinkDown', { pod });
    await bot.advance('10s');
    await Promise.all(
      Array.from({ length: 57 }, (_, at) => bot.fires('PodNotReady', { pod: `pod-${at}` })),
    );
    await bot.advance('10s');

    await bot.card('Storm').click('Show all', { by: 'ann' });
    const list = await bot.answerTo('ann', '60 incidents of the storm in #alerts');
    const names = new Set(read(list).match(/INC-\d+/g));
    expect(names.size).toBe(50);
    await list.click('Show more', { by: 'ann' });

    const next = read(await bot.answerTo('ann', 'more with their own cards'));
    for (const name of next.match(/INC-\d+/g) ?? []) names.add(name);
    expect(next).toContain('and 2 more with their own cards');
    expect(names.size).toBe(58);
  });

  it('mutes a group by its label', async () => {
    const bot = await inStorm();

    await bot.card('Storm').choose('Mute a group', 'PodNotReady, 5 incidents', { by: 'ann' });
    const modal = await bot.modal('ann');
    expect(modal.values).toMatchObject({ Labels: 'alertname="PodNotReady"' });
    expect(modal.words).toContain('5 incidents');
    await modal.fill('Why?', 'The switch is replaced');
    await modal.submit();
    // Not in the channel: the incident behind the modal has no card there.
    await bot.eventually(() => {
      const [answer] = bot.slack.as('ann').directMessages();
      expect(read(answer)).toContain('Alerts with alertname="PodNotReady" tell nobody for 4 h');
    });

    await bot.advance('5m');
    // Two had their cards before the storm began.
    const own = bot.cards().filter(({ words }) => words.includes('PodNotReady on'));
    expect(own).toHaveLength(2);
  });

  it('says so when the group is over by now', async () => {
    const bot = await inStorm();
    for (const pod of ['a', 'b', 'c', 'd', 'e']) await bot.ends('PodNotReady', { pod });
    for (const number of [2, 3, 4, 5, 6]) await bot.tries(number, { action: 'resolve' });

    await bot.card('Storm').choose('Mute a group', 'PodNotReady, 5 incidents', { by: 'ann' });

    await bot.answerTo('ann', 'None of PodNotReady is open any more');
  });
});
