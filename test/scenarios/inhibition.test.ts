import { describe, expect, it } from 'vitest';
import { lastReply, read, readThread } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

const HOST_DOWN = `
inhibit:
  - source: [alertname="HostDown"]
    target: [severity=~"warning|info"]
    equal: [instance]
`;
const withheld = async (bot: Awaited<ReturnType<typeof startBot>>, number: number) =>
  (await bot.api('GET', `/incidents/${number}`)).withheld;

describe('inhibition', () => {
  it('withholds what follows from the source, and tells it when the source is over', async () => {
    const bot = await startBot({ config: HOST_DOWN });
    await bot.fires('HostDown', { instance: 'web-1', severity: 'critical' });
    await bot.fires('DiskFull', { instance: 'web-1', severity: 'warning' });
    await bot.fires('DiskSlow', { instance: 'web-2', severity: 'warning' });

    expect(bot.cards()).toHaveLength(2);
    expect(await withheld(bot, 2)).toBe('inhibited');
    await bot.advance('1h');
    await bot.ends('HostDown', { instance: 'web-1', severity: 'critical' });
    await bot.eventually(() => expect(bot.cards()).toHaveLength(3));
    expect(read(bot.card('DiskFull'))).toContain('nobody has this yet');
  });

  it('never tells of what ended before its source', async () => {
    const bot = await startBot({ config: HOST_DOWN });
    await bot.fires('HostDown', { instance: 'web-1', severity: 'critical' });
    await bot.fires('DiskFull', { instance: 'web-1', severity: 'warning' });
    await bot.ends('DiskFull', { instance: 'web-1', severity: 'warning' });
    await bot.ends('HostDown', { instance: 'web-1', severity: 'critical' });
    await bot.advance('1d');

    expect(bot.cards()).toHaveLength(1);
  });

  it('takes back nothing: whoever knows of the target hears of its end', async () => {
    const bot = await startBot({ config: HOST_DOWN });
    await bot.fires('DiskFull', { instance: 'web-1', severity: 'warning' });
    const card = bot.card('DiskFull');
    await bot.advance('1m');
    await bot.fires('HostDown', { instance: 'web-1', severity: 'critical' });
    await bot.advance('10m');
    await bot.ends('DiskFull', { instance: 'web-1', severity: 'warning' });
    await bot.advance('2m');

    expect(read(card)).toContain('Resolved · DiskFull');
    expect(lastReply(card)).toContain('Resolved by itself after 13 min');
  });

  it('of a known target is no news when it is over', async () => {
    const bot = await startBot({ config: HOST_DOWN });
    await bot.fires('DiskFull', { instance: 'web-1', severity: 'warning' });
    await bot.advance('1m');
    await bot.fires('HostDown', { instance: 'web-1', severity: 'critical' });
    await bot.advance('10m');
    await bot.ends('HostDown', { instance: 'web-1', severity: 'critical' });
    await bot.advance('10m');

    expect(bot.cards()).toHaveLength(2);
    expect(readThread(bot.card('DiskFull')).slice(1)).toEqual([
      'Told now: it is no longer inhibited',
    ]);
  });

  it.each([
    ['reaches a target that lacks the label as the source does', {}, {}, 'inhibited'],
    ['does not reach a target that lacks the label', { instance: 'web-1' }, {}, null],
    ['does not reach a target when the source lacks it', {}, { instance: 'web-1' }, null],
  ])('%s', async (_, source, target, expected) => {
    const bot = await startBot({ config: HOST_DOWN });
    await bot.fires('HostDown', { ...source, severity: 'critical' });
    await bot.fires('DiskFull', { ...target, severity: 'warning' });

    expect(await withheld(bot, 2)).toBe(expected);
  });

  it('is not possible between two that match both sides', async () => {
    const bot = await startBot({
      config: 'inhibit: [{ source: [team="db"], target: [severity="warning"] }]',
    });
    await bot.fires('A', { team: 'db', severity: 'warning' });
    await bot.fires('B', { team: 'db', severity: 'warning' });
    await bot.fires('C', { team: 'shop', severity: 'warning' });

    expect([await withheld(bot, 1), await withheld(bot, 2)]).toEqual([null, null]);
    expect(await withheld(bot, 3)).toBe('inhibited');
  });

  it('works also by a source that is silenced, and is over with it', async () => {
    const bot = await startBot({ config: HOST_DOWN });
    await bot.ask('ann', 'silence alertname=HostDown 2h known', 'tell nobody');
    await bot.fires('HostDown', { instance: 'web-1', severity: 'critical' });
    await bot.fires('DiskFull', { instance: 'web-1', severity: 'warning' });

    expect(bot.cards()).toEqual([]);
    expect([await withheld(bot, 1), await withheld(bot, 2)]).toEqual(['silenced', 'inhibited']);
    await bot.ends('HostDown', { instance: 'web-1', severity: 'critical' });
    await bot.eventually(() => expect(bot.cards()).toHaveLength(1));
    expect(read(bot.card('DiskFull'))).toContain('nobody has this yet');
  });

  it('by two sources lasts until both are over', async () => {
    const bot = await startBot({
      config: 'inhibit: [{ source: [alertname="DatacentreDown"], target: [severity="warning"] }]',
    });
    await bot.fires('DatacentreDown', { zone: 'a', severity: 'critical' });
    await bot.fires('DatacentreDown', { zone: 'b', severity: 'critical' });
    await bot.fires('DiskFull', { severity: 'warning' });
    await bot.ends('DatacentreDown', { zone: 'a', severity: 'critical' });
    await bot.advance('1m');

    expect(bot.cards()).toHaveLength(1);
    await bot.ends('DatacentreDown', { zone: 'b', severity: 'critical' });
    await bot.eventually(() => expect(bot.cards()).toHaveLength(2));
  });

  it('gives a source within group_wait time to come', async () => {
    const bot = await startBot({ config: `route: { group_wait: 30s }\n${HOST_DOWN}` });
    await bot.fires('DiskFull', { instance: 'web-1', severity: 'warning' });
    await bot.advance('20s');
    await bot.fires('HostDown', { instance: 'web-1', severity: 'critical' });
    await bot.advance('1h');

    expect(bot.cards()).toHaveLength(1);
    expect(read(bot.card('HostDown'))).toContain('Critical');
  });
});
