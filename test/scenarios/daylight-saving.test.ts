import { describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

/** Times in UTC between which nobody is told, over the days on which the clocks of Berlin change in 2026. */
type Hush = readonly [title: string, config: string, from: string, until: string];

const interval = (body: string) => `
time_intervals:
  - name: rest
    time_intervals: [{ ${body}, location: Europe/Berlin }]
`;
const NIGHT = `${interval(`times: [{ start_time: '00:00', end_time: '06:00' }]`)}
route: { mute_time_intervals: [rest] }`;
const SMALL_HOUR = `${interval(`times: [{ start_time: '02:00', end_time: '03:00' }]`)}
route: { mute_time_intervals: [rest] }`;
const OFFICE = `${interval(
  `weekdays: ['monday:friday'], times: [{ start_time: '09:00', end_time: '17:00' }]`,
)}
route: { active_time_intervals: [rest] }`;
const planned = (cron: string) => `
maintenance: [{ match: [], cron: "${cron}", duration: 1h, timezone: Europe/Berlin }]`;

const HUSHES: readonly Hush[] = [
  ['a night of seven hours', NIGHT, '2026-10-24T22:00Z', '2026-10-25T05:00Z'],
  ['a night of five hours', NIGHT, '2026-03-28T23:00Z', '2026-03-29T04:00Z'],
  ['the hour that comes twice, both times', SMALL_HOUR, '2026-10-25T00:00Z', '2026-10-25T02:00Z'],
  ['a weekend that is longer', OFFICE, '2026-10-23T15:00Z', '2026-10-26T08:00Z'],
  ['a weekend that is shorter', OFFICE, '2026-03-27T16:00Z', '2026-03-30T07:00Z'],
  [
    'planned work in the hour that comes twice, once',
    planned('30 2 * * 0'),
    '2026-10-25T00:30Z',
    '2026-10-25T01:30Z',
  ],
  [
    'planned work in the hour that is left out, right after it',
    planned('30 2 * * 0'),
    '2026-03-29T01:00Z',
    '2026-03-29T02:00Z',
  ],
  [
    'planned work a week later, by the new clock',
    planned('30 2 * * 0'),
    '2026-04-05T00:30Z',
    '2026-04-05T01:30Z',
  ],
];

const earlier = (time: string, ms: number) => new Date(Date.parse(time) - ms).toISOString();

/** Lets time pass until then. */
async function until(bot: Bot, time: string): Promise<void> {
  const end = instant(Date.parse(time));
  await bot.advance(`${Math.round((end - bot.clock.now()) / 1_000)}s`);
}

describe('nobody is told in', () => {
  it.each(HUSHES)('%s', async (_, config, from, over) => {
    const bot = await startBot({ config: `${config}\n`, from: earlier(from, 10_000) });
    await bot.fires('Early');
    expect(bot.cards()).toHaveLength(1);
    await until(bot, from);
    await bot.fires('During');
    await until(bot, earlier(over, 1_000));
    await bot.fires('Late');
    expect(bot.cards()).toHaveLength(1);
    await bot.advance('1s');

    expect(bot.cards()).toHaveLength(3);
    expect(read(bot.card('During'))).toContain('nobody has this yet');
  });
});

it('the hour that is left out is no time in which nobody is told', async () => {
  const bot = await startBot({ config: SMALL_HOUR, from: '2026-03-29T00:59:00Z' });
  await bot.fires('Before');
  await until(bot, '2026-03-29T01:00:30Z');
  await bot.fires('After');

  expect(bot.cards()).toHaveLength(2);
});

it('what goes on through planned work is told when it is over, and what ended in it never', async () => {
  const bot = await startBot({ config: planned('0 2 * * 0'), from: '2026-10-24T23:59:00Z' });
  await until(bot, '2026-10-25T00:10:00Z');
  await bot.fires('GoesOn');
  await bot.fires('Ends');
  await bot.advance('10m');
  await bot.ends('Ends');
  await until(bot, '2026-10-25T01:00:00Z');

  expect(bot.cards()).toHaveLength(1);
  expect(read(bot.card('GoesOn'))).toContain('nobody has this yet');
  expect(await bot.api('GET', '/incidents/2')).toMatchObject({ status: 'resolved', slack: null });
});

it('times are kept to through a restart, and after having been down', async () => {
  const bot = await startBot({ config: NIGHT, from: '2026-10-24T22:30Z' });
  await bot.fires('DiskFull');
  await bot.restart();
  await until(bot, '2026-10-25T04:59:59Z');
  expect(bot.cards()).toEqual([]);
  await bot.stop();
  bot.clock.advance('2h');
  await bot.start();

  await bot.eventually(() => expect(bot.cards()).toHaveLength(1));
});
