import { describe, expect, it } from 'vitest';
import type { ViewHandle } from '../../src/sandbox/driver/view-handle.ts';
import { type Bot, startBot } from '../support/world.ts';

const publishes = (bot: Bot) =>
  bot.slack.requests.all.filter(({ name }) => name === 'views.publish').length;

/** Somebody opens their Home, and it is there. */
async function opens(bot: Bot, person: string): Promise<ViewHandle> {
  const before = publishes(bot);
  const home = await bot.slack.as(person).home();
  await bot.eventually(() => expect(publishes(bot)).toBeGreaterThan(before));
  return home;
}

describe('the App Home', () => {
  it('follows a burst of changes every 10 s at most, and keeps no card waiting', async () => {
    const bot = await startBot({ config: 'storm: { incidents: 100, within: 1m }\n' });
    const home = await opens(bot, 'ann');
    await bot.advance('1m');
    const before = publishes(bot);

    for (let second = 0; second < 20; second++) {
      await bot.fires(`Alert${second}`);
      await bot.advance('1s');
    }
    await bot.advance('10s');

    expect(home.words).toContain('20 incidents need you');
    expect(publishes(bot) - before).toBeLessThanOrEqual(4);
    expect(bot.cards()).toHaveLength(20);
    const settled = publishes(bot);
    await bot.advance('30m');
    expect(publishes(bot)).toBe(settled);
  });

  it('shows the silences that run, what they withhold, and the week', async () => {
    const bot = await startBot();
    await bot.fires('Slow', { service: 'shop' });
    await bot.ask('ann', 'silence service=db 2h moving it', 'tell nobody');
    await bot.fires('DiskFull', { service: 'db' });
    const home = await opens(bot, 'bob');

    expect(home.words).toContain('1 incident needs you');
    expect(home.words).toContain('moving it');
    expect(home.words).toContain('1 incident is withheld from everybody');
    // The week is counted beside it, and comes with the next change of the Home.
    await bot.eventually(async () => {
      await bot.advance('10s');
      expect(home.words).toContain('1 card, 1 still with nobody');
    });
    await bot.slack.as('bob').click(home, 'See the report');
    expect((await bot.modal('bob')).title).toBe('Noise report');
  });

  it('says in a modal what a click there could not do, and then shows what is so', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const home = await opens(bot, 'ann');
    await bot.card('DiskFull').click('Acknowledge', { by: 'bob' });
    await bot.eventually(() => expect(bot.card('DiskFull').words).toContain('*Bob Ortiz*'));

    await bot.slack.as('ann').click(home, 'Acknowledge');

    expect((await bot.modal('ann')).words).toContain('Nothing changed');
    await bot.eventually(() => expect(home.words).toContain('Nothing needs you'));
    expect(home.words).toContain('Also open');
    expect(home.words).toContain('Bob Ortiz');

    await bot.slack.as('ann').click(await bot.modal('ann'), 'Take over');
    await bot.eventually(() => expect(home.words).toContain('with you'));
    expect((await bot.modal('ann')).words).toContain('is yours');
    expect(bot.slack.as('ann').directMessages()).toEqual([]);
  });

  it('asks what shall be with alerts that fire, and follows the answer at once', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const home = await opens(bot, 'ann');
    await bot.slack.as('ann').click(home, 'Acknowledge');
    await bot.eventually(() => expect(home.words).toContain('with you'));

    await bot.slack.as('ann').click(home, 'Resolve');
    await (await bot.modal('ann')).submit();

    await bot.eventually(() => expect(home.words).toContain('Nothing needs you'));
    expect(home.words).toContain('The last one, DiskFull');
    expect(home.words).toMatch(/Alerts last came in from \*alertmanager\*/);
  });

  it('that Slack does not take costs a line in the log, no card, and comes later', async () => {
    const bot = await startBot();
    const home = await opens(bot, 'ann');
    bot.slack.faults.inject('views.publish', { kind: 'status', status: 503 });
    await bot.advance('1m');
    await bot.fires('DiskFull');
    await bot.advance('1s');

    expect(bot.cards()).toHaveLength(1);
    expect(home.words).toContain('Nothing needs you');
    const warnings = bot.log.lines.filter(({ level }) => level === 'warn').map(({ text }) => text);
    expect(warnings).toEqual(['the Home of a person could not be shown: it is tried again']);
    await bot.advance('10s');
    expect(home.words).toContain('1 incident needs you');
  });
});
