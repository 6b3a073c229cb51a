import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('a silence', () => {
  it('withholds new incidents until it is ended, and then they are told', async () => {
    const bot = await startBot();
    const made = await bot.ask('ann', 'silence service=shop 2h deploy', 'tell nobody for 2 h');
    const [, id = ''] = /unsilence (\w+)/.exec(made.words) ?? [];

    await bot.fires('DiskFull', { service: 'shop' });
    await bot.fires('DiskFull', { service: 'mail' });
    expect(bot.cards()).toHaveLength(1);
    expect(await bot.api('GET', '/incidents/1')).toMatchObject({
      withheld: 'silenced',
      slack: null,
    });
    expect(read(await bot.ask('bob', 'silences', 'deploy'))).toContain(id);
    await bot.ask('bob', `unsilence ${id}`, 'The silence is over');

    await bot.eventually(() => expect(bot.cards()).toHaveLength(2));
    expect(read(bot.card('INC-1 '))).toContain('nobody has this yet');
    expect(await bot.api('GET', '/incidents/1')).toMatchObject({ withheld: null });
  });

  it('tells what still fires when its time is over', async () => {
    const bot = await startBot();
    await bot.ask('ann', 'silence alertname=DiskFull 2h', 'tell nobody');
    await bot.fires('DiskFull');
    await bot.advance('119m');
    expect(bot.cards()).toEqual([]);

    await bot.advance('1m');

    expect(read(bot.card('DiskFull'))).toContain('nobody has this yet');
  });

  it('hides for ever what ends before it', async () => {
    const bot = await startBot();
    await bot.ask('ann', 'silence alertname=DiskFull 2h', 'tell nobody');
    await bot.fires('DiskFull');
    await bot.advance('1h');
    await bot.ends('DiskFull');

    await bot.advance('1d');

    expect(bot.cards()).toEqual([]);
    expect(await bot.api('GET', '/incidents/1')).toMatchObject({ status: 'resolved' });
  });
});
