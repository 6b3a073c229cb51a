import { describe, expect, it } from 'vitest';
import { lastReply, read, readThread } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

/** Ways in which people hear no more of DiskFull, once it fires. */
const HUSHES: readonly (readonly [string, string, (bot: Bot) => Promise<unknown>])[] = [
  ['a silence', '', (bot) => bot.ask('ann', 'silence alertname=DiskFull 2h swap', 'tell nobody')],
  [
    'planned work',
    'maintenance: [{ match: [], start: 2026-02-10T14:10:00Z, end: 2026-02-10T20:00:00Z }]',
    async () => {},
  ],
  [
    'times without calls',
    `
time_intervals: [{ name: late, time_intervals: [{ times: [{ start_time: '14:10', end_time: '20:00' }] }] }]
route: { mute_time_intervals: [late] }
`,
    async () => {},
  ],
  [
    'inhibition',
    'inhibit: [{ source: [alertname="HostDown"], target: [alertname="DiskFull"] }]',
    (bot) => bot.fires('HostDown'),
  ],
];

describe('whoever was told that it fires is told that it is over, when meanwhile came', () => {
  it.each(HUSHES)('%s', async (_, config, hush) => {
    const bot = await startBot({ config });
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await bot.advance('5m');
    await hush(bot);
    await bot.advance('10m');
    await bot.ends('DiskFull');
    await bot.advance('2m');

    expect(read(card)).toContain('Resolved · DiskFull');
    expect(lastReply(card)).toContain('Resolved by itself after 17 min');
    await bot.advance('1d');
    expect(readThread(card).filter((words) => words.includes('Resolved'))).toHaveLength(1);
  });

  it.each(HUSHES)('%s and an hour without Slack', async (_, config, hush) => {
    const bot = await startBot({ config });
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await bot.advance('5m');
    await hush(bot);
    bot.slack.faults.mode = 'down';
    await bot.advance('10m');
    await bot.ends('DiskFull');
    await bot.advance('1h');
    expect(read(card)).toContain('nobody has this yet');
    bot.slack.faults.mode = 'well';
    await bot.advance('2m');

    expect(read(card)).toContain('Resolved · DiskFull');
    expect(lastReply(card)).toContain('Resolved by itself after 17 min');
  });
});

describe('who was never told hears nothing of the end, with', () => {
  it.each(HUSHES)('%s', async (_, config, hush) => {
    const bot = await startBot({ config });
    await bot.advance('9m');
    await hush(bot);
    await bot.advance('1m');
    await bot.fires('DiskFull');
    await bot.advance('10m');
    await bot.ends('DiskFull');
    await bot.advance('20m');

    expect(bot.cards().filter(({ words }) => words.includes('DiskFull'))).toEqual([]);
  });
});
