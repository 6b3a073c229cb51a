import { describe, expect, it } from 'vitest';
import { read, readThread } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('a new configuration while alerts fire', () => {
  it('leaves them in their incident and channel, and takes new ones to the new place', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    await bot.configure('route: { channel: "#incidents", group_by: [instance] }');
    await bot.fires('DiskFull', { instance: 'web-1' });
    await bot.fires('DiskFull', { instance: 'web-2' });
    await bot.advance('10s');

    expect(bot.cards('#alerts')).toHaveLength(1);
    expect(read(bot.card('DiskFull on web-2', '#incidents'))).toContain('nobody has this yet');
    await bot.ends('DiskFull', { instance: 'web-1' });
    await bot.advance('2m');
    expect(read(bot.card('DiskFull on web-1', '#alerts'))).toContain('Resolved');
    expect(read(bot.card('DiskFull on web-2', '#incidents'))).not.toContain('Resolved');
  });

  it('does not lose what an ignoring rule would have kept away', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { env: 'staging' });
    await bot.configure('rules: [{ match: [env="staging"], action: ignore }]');
    await bot.fires('HighLatency', { env: 'staging' });

    expect(bot.cards()).toHaveLength(1);
    await bot.ends('DiskFull', { env: 'staging' });
    await bot.advance('2m');
    expect(read(bot.card('DiskFull'))).toContain('Resolved');
    await bot.fires('DiskFull', { env: 'staging' });
    await bot.advance('1m');
    expect(read(bot.card('DiskFull'))).toContain('Resolved');
  });

  it('that plans work for now withholds what comes; taken away again, it is told', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    await bot.configure(`
maintenance: [{ match: [], start: 2026-02-10T14:00:00Z, end: 2026-02-10T20:00:00Z }]
`);
    await bot.advance('1m');
    await bot.fires('HighLatency');
    expect(bot.cards()).toHaveLength(1);
    expect(await bot.api('GET', '/incidents/2')).toMatchObject({ withheld: 'maintenance' });
    await bot.configure('');
    await bot.advance('1s');

    expect(read(bot.card('HighLatency'))).toContain('nobody has this yet');
    expect(readThread(bot.card('DiskFull')).at(-1)).toBe('Told now: the maintenance is over');
  });

  it('that inhibits looks at what fires already', async () => {
    const bot = await startBot({ config: 'route: { group_wait: 1m }' });
    await bot.fires('HostDown');
    await bot.fires('DiskFull');
    await bot.configure(`
route: { group_wait: 1m }
inhibit: [{ source: [alertname="HostDown"], target: [alertname="DiskFull"] }]
`);
    await bot.advance('1h');

    expect(bot.cards()).toHaveLength(1);
    await bot.ends('HostDown');
    await bot.eventually(() => expect(bot.cards()).toHaveLength(2));
  });

  it('that calls somebody calls for what nobody has, and for new incidents', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    await bot.configure('route: { mention: "@oncall", repeat_interval: 1h }');
    await bot.advance('2m');
    await bot.fires('HighLatency');
    await bot.advance('30m');

    const calls = bot
      .cards()
      .map((card) => card.replies().filter(({ text }) => text.includes('<!')));
    expect(calls.map(({ length }) => length)).toEqual([1, 1]);
  });
});
