import { describe, expect, it } from 'vitest';
import { lastReply, read, readThread } from '../support/reading.ts';
import { startBot } from '../support/world.ts';
import { ago, postAlerts } from './support/alertmanager-api.ts';

describe('group_wait', () => {
  it('gathers what comes together into one card, which says all of it', async () => {
    const bot = await startBot({ config: 'route: { group_wait: 30s }' });
    for (const host of ['web-1', 'web-2', 'web-3']) {
      await bot.fires('DiskFull', { instance: host });
      await bot.advance('9s');
    }

    expect(bot.cards()).toEqual([]);
    await bot.advance('3s');
    expect(read(bot.card('DiskFull'))).toContain('DiskFull on 3 hosts');
    expect(bot.card('DiskFull').replies()).toHaveLength(1);
    await bot.advance('1h');
    bot.expectNothingElse();
  });

  it('lets nobody hear of a blip that is over before it', async () => {
    const bot = await startBot({ config: 'route: { group_wait: 30s }' });
    await bot.fires('DiskFull');
    await bot.advance('20s');
    await bot.ends('DiskFull');
    await bot.advance('1d');

    expect(bot.writes).toBe(0);
    expect(await bot.api('GET', '/incidents/1')).toMatchObject({ status: 'resolved', slack: null });
  });

  it('lets nobody hear of many such blips', async () => {
    const bot = await startBot({ config: 'route: { group_wait: 30s }' });
    for (let blip = 0; blip < 6; blip++) {
      await bot.fires('DiskFull');
      await bot.advance('20s');
      await bot.ends('DiskFull');
      await bot.advance('1h');
    }

    expect(bot.writes).toBe(0);
  });

  it('is not waited for again where the alert began long ago', async () => {
    const bot = await startBot({ config: 'route: { group_wait: 30s }' });

    await postAlerts(bot, [{ labels: { alertname: 'DiskFull' }, startsAt: ago(bot, '31s') }]);

    expect(read(bot.card('DiskFull'))).toContain('nobody has this yet');
  });

  it('holds through a restart', async () => {
    const bot = await startBot({ config: 'route: { group_wait: 30s }' });
    await bot.fires('DiskFull');
    await bot.advance('20s');
    await bot.restart();

    expect(bot.cards()).toEqual([]);
    await bot.advance('10s');
    expect(bot.cards()).toHaveLength(1);
  });
});

describe('group_interval', () => {
  it('tells of the alerts that joined within it in one entry, while the card is right at once', async () => {
    const bot = await startBot({ config: 'route: { group_interval: 5m }' });
    await bot.fires('DiskFull', { instance: 'web-1' });
    for (const host of ['web-2', 'web-3', 'web-4']) {
      await bot.advance('1m');
      await bot.fires('DiskFull', { instance: host });
      expect(read(bot.card('DiskFull'))).toContain(`${host.slice(-1)} alerts firing`);
    }

    expect(readThread(bot.card('DiskFull')).join()).not.toContain('joined');
    await bot.advance('2m');
    expect(lastReply(bot.card('DiskFull'))).toContain(
      '3 more alerts joined: `web-2` `web-3` `web-4`',
    );
    expect(bot.card('DiskFull').replies()).toHaveLength(2);
  });

  it('tells of a later one at once, in an entry of its own', async () => {
    const bot = await startBot({ config: 'route: { group_interval: 5m }' });
    await bot.fires('DiskFull', { instance: 'web-1' });
    await bot.advance('1m');
    await bot.fires('DiskFull', { instance: 'web-2' });
    await bot.advance('30m');
    await bot.fires('DiskFull', { instance: 'web-3' });

    const joined = readThread(bot.card('DiskFull')).filter((words) => words.includes('joined'));
    expect(joined).toHaveLength(2);
    expect(joined[1]).toContain('1 more alert joined: `web-3`');
  });

  it('lets an end and a return within it change the card only', async () => {
    const bot = await startBot({ config: 'route: { group_interval: 5m }' });
    await bot.firesAll([
      { name: 'DiskFull', labels: { instance: 'web-1' } },
      { name: 'DiskFull', labels: { instance: 'web-2' } },
    ]);
    await bot.advance('1m');
    await bot.ends('DiskFull', { instance: 'web-2' });
    expect(read(bot.card('DiskFull'))).toContain('1 alert firing');
    await bot.fires('DiskFull', { instance: 'web-2' });

    expect(read(bot.card('DiskFull'))).toContain('2 alerts firing');
    await bot.advance('1h');
    expect(bot.card('DiskFull').replies()).toHaveLength(1);
  });
});

describe('a change of words alone', () => {
  it('is on the card, and in no entry', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', {}, { summary: '91 % is used' });
    await bot.advance('5m');
    await bot.fires('DiskFull', {}, { summary: '97 % is used' });

    expect(read(bot.card('DiskFull'))).toContain('97 % is used');
    await bot.advance('1h');
    expect(bot.card('DiskFull').replies()).toHaveLength(1);
  });
});
