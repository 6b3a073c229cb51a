import { describe, expect, it } from 'vitest';
import { read, readThread } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';
import { reports, withShop } from './support/errors.ts';

const STEPS = `
route: { escalation: default }
escalations:
  - name: default
    steps: [{ after: 5m, notify: "@oncall" }, { after: 15m, notify: "@leads" }]
`;

const callsIn = (bot: Bot, words: string) =>
  bot
    .card(words)
    .replies()
    .filter(({ text }) => text.includes('<!subteam'))
    .map(read);

describe('a start in another workspace', () => {
  it('gives each open incident its card and its story, and leaves resolved ones in peace', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    await bot.api('POST', '/incidents/1/actions', { action: 'acknowledge', actor: 'Pager' });
    await bot.advance('2m');
    await bot.api('POST', '/incidents/1/actions', {
      action: 'note',
      text: 'new disk',
      actor: 'Bo',
    });
    await bot.fires('HighLatency');
    await bot.ends('HighLatency');
    await bot.advance('5m');

    await bot.restart({ workspace: 'another' });
    await bot.advance('1h');

    expect(bot.cards()).toHaveLength(1);
    expect(read(bot.card('DiskFull'))).toContain('with Pager');
    const thread = readThread(bot.card('DiskFull'));
    expect(thread).toHaveLength(2);
    expect(thread[1]).toMatch(
      /^So far, told in another workspace\n.*Pager acknowledged.*\n.*new disk/,
    );
    await bot.fires('DiskFull', { instance: 'web-2' });
    await bot.fires('HighLatency');
    await bot.advance('1m');
    expect(bot.cards()).toHaveLength(2);
    expect(read(bot.card('HighLatency'))).toContain('Warning, reopened');
    expect(readThread(bot.card('HighLatency')).join('\n')).toContain('Resolved by itself');
  });

  it('tells nothing there twice', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { severity: 'critical' });
    await bot.api('POST', '/incidents/1/actions', { action: 'note', text: 'x', actor: 'Bo' });

    await bot.restart({ workspace: 'another' });
    await bot.advance('1m');
    await bot.restart();
    await bot.advance('1h');

    bot.expectNothingElse();
    expect(bot.cards()).toHaveLength(1);
  });

  it('goes on with the cards of the first one when it is back there', async () => {
    const bot = await startBot();
    for (const name of ['DiskFull', 'HighLatency', 'HostDown']) await bot.fires(name);
    await bot.restart({ workspace: 'another' });
    await bot.advance('1m');
    await bot.api('POST', '/incidents/1/actions', { action: 'acknowledge', actor: 'Pager' });
    await bot.ends('HighLatency');
    await bot.advance('10m');

    await bot.restart({ workspace: 'first' });
    await bot.advance('1m');

    expect(bot.cards()).toHaveLength(3);
    expect(read(bot.card('DiskFull'))).toContain('with Pager');
    expect(readThread(bot.card('DiskFull')).join('\n')).toContain('Pager acknowledged');
    expect(read(bot.card('HighLatency'))).toContain('Resolved · HighLatency');
    expect(bot.card('HostDown').replies()).toHaveLength(1);
  });

  it('calls once more for what nobody has, and not for what somebody has', async () => {
    const bot = await startBot({ config: STEPS });
    await bot.fires('DiskFull');
    await bot.fires('HighLatency');
    await bot.advance('6m');
    await bot.api('POST', '/incidents/2/actions', { action: 'acknowledge', actor: 'Pager' });
    await bot.restart({ workspace: 'another' });
    await bot.advance('1m');
    expect(callsIn(bot, 'DiskFull')).toHaveLength(1);
    expect(callsIn(bot, 'HighLatency')).toEqual([]);

    await bot.restart();
    await bot.advance('5m');
    expect(callsIn(bot, 'DiskFull')).toHaveLength(1);
    await bot.advance('5m');
    expect(callsIn(bot, 'DiskFull')).toHaveLength(2);
    expect(callsIn(bot, 'HighLatency')).toEqual([]);
  });

  it('shows the stack of an error, as at first', async () => {
    const bot = await withShop();
    await reports(bot);
    const before = readThread(bot.card('KeyError'));

    await bot.restart({ workspace: 'another' });
    await bot.advance('1m');

    expect(readThread(bot.card('KeyError'))).toEqual(before);
  });

  it('brings as many cards as a storm would have, and one message that names the others', async () => {
    const bot = await startBot();
    for (let n = 1; n <= 9; n += 1) await bot.fires(`Mild${n}`);
    await bot.advance('2m');
    for (let n = 10; n <= 14; n += 1) await bot.fires(`Mild${n}`);
    await bot.fires('Grave', { severity: 'critical' });
    await bot.advance('2m');
    expect(bot.cards()).toHaveLength(15);

    await bot.restart({ workspace: 'another' });
    await bot.advance('1m');

    expect(bot.cards()).toHaveLength(11);
    expect(read(bot.card('Grave'))).toContain('Critical');
    const others = bot.card('5 more open incidents');
    expect(read(others)).toContain('INC-1 Warning Mild1, nobody');
    expect(await bot.api('GET', '/stats')).toMatchObject({ figures: { cards: 15 } });
    await bot.restart();
    await bot.advance('1h');
    expect(bot.cards()).toHaveLength(11);
    await bot.api('POST', '/incidents/1/actions', { action: 'acknowledge', actor: 'Pager' });
    await bot.advance('1m');
    expect(read(bot.card('Warning, acknowledged'))).toContain('Warning, acknowledged · Mild1');
  });

  it('shows a storm that goes on as one card, with whom it keeps back', async () => {
    const bot = await startBot();
    for (let n = 1; n <= 30; n += 1) await bot.fires(`Mild${n}`);
    await bot.advance('10s');

    await bot.restart({ workspace: 'another' });
    await bot.advance('5s');

    const storm = bot.card('incidents in');
    expect(readThread(storm).join('\n')).toContain('INC-30 Warning Mild30');
    expect(bot.cards().length).toBeLessThanOrEqual(11);
  });
});
