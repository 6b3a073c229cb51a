import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';
import { ask } from './support/alertmanager-api.ts';

const TWO = `
route:
  routes:
    - { match: [service="db"], channel: "#incidents", continue: true }
    - { match: [team="core"], channel: "#general" }
    - { match: [team=~".+"], channel: "#alerts" }
`;

describe('an alert whose route goes on to the next', () => {
  it('has a card in both channels, and none in that of a third one that matches too', async () => {
    const bot = await startBot({ config: TWO });
    await bot.fires('DiskFull', { service: 'db', team: 'core' });

    expect(read(bot.card('DiskFull', '#incidents'))).toContain('INC-1 ');
    expect(read(bot.card('DiskFull', '#general'))).toContain('INC-2 ');
    expect(bot.cards('#alerts')).toEqual([]);
  });

  it('is worked in each on its own, and ends in both', async () => {
    const bot = await startBot({ config: TWO });
    await bot.fires('DiskFull', { service: 'db', team: 'core' });
    const [one, other] = [bot.card('DiskFull', '#incidents'), bot.card('DiskFull', '#general')];
    await one.click('Acknowledge', { by: 'ann' });
    await bot.eventually(() => expect(read(one)).toContain('with Ann Lee'));

    expect(read(other)).toContain('nobody has this yet');
    await bot.ends('DiskFull', { service: 'db', team: 'core' });
    await bot.advance('2m');
    expect([read(one), read(other)]).toEqual([
      expect.stringContaining('Resolved'),
      expect.stringContaining('Resolved'),
    ]);
  });

  it('is counted once where alerts are listed, with both of its channels', async () => {
    const bot = await startBot({ config: TWO });
    await bot.fires('DiskFull', { service: 'db', team: 'core' });
    const alerts = (await ask(bot, { method: 'GET', path: '/alerts' })).json();

    expect(alerts).toMatchObject([{ receivers: [{ name: '#incidents' }, { name: '#general' }] }]);
  });
});
