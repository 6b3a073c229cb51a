import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

const CONFIG = `
rules:
  - match: [env="staging"]
    action: ignore
route:
  routes:
    - match: [severity="info"]
      notify_when: { occurrences: 3, within: 10m }
`;

describe('Why', () => {
  it('was this sent: the way from the alert to the card', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { service: 'shop' });

    await bot.card('DiskFull').choose('More', 'Why was this sent?', { by: 'ann' });
    const modal = await bot.modal('ann');

    expect(modal.title).toBe('Why INC-1 was sent');
    expect(modal.words).toContain('From alertmanager, accepted');
    expect(modal.words).toContain('No rule changed its alerts');
    expect(modal.words).toContain('so INC-1 is a new one');
  });

  it('was nothing sent: the silence, and the threshold', async () => {
    const bot = await startBot({ config: CONFIG });
    await bot.ask('ann', 'silence service=shop 2h deploy', 'tell nobody');
    await bot.fires('DiskFull', { service: 'shop' });
    await bot.fires('Slow', { severity: 'info' });

    const silenced = await bot.ask('bob', 'why 1', 'Why INC-1');
    expect(read(silenced)).toContain('Nobody was told of it');
    expect(read(silenced)).toContain('service="shop" by Ann Lee (deploy)');
    const rare = await bot.ask('bob', 'why 2', 'Why INC-2');
    expect(read(rare)).toContain('The threshold is 3 occurrences within 10 min: 1 so far');
    expect(bot.cards()).toEqual([]);
  });

  it('of each alert that joined, also when it is over, and of a card that cannot be posted', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    await bot.ask('ann', 'silence instance=web-2 1h swap', 'tell nobody');
    await bot.fires('DiskFull', { instance: 'web-2' });
    await bot.fires('DiskFull', { instance: 'web-3' });
    await bot.ends('DiskFull', { instance: 'web-2' });

    const why = read(await bot.ask('bob', 'why 1', 'Why INC-1'));
    expect(why).toContain('Sent to #alerts as a new card');
    expect(why).toContain('web-2 joined, silenced by the silence of instance="web-2" by Ann Lee');
    expect(why).toContain(': counted, told nobody; it ended ');
    expect(why).toContain('web-3 joined');

    bot.slack.channel('#alerts').archive();
    await bot.fires('Down', { instance: 'db-01' });
    await bot.advance('1m');
    expect(read(await bot.ask('bob', 'why 2', 'Why INC-2'))).toContain(
      'Not in Slack yet: the channel #alerts cannot be delivered to (is_archived)',
    );
    const audit = await bot.ask('bob', 'audit 5 minutes ago', '2 alerts');
    expect(read(audit)).toContain('undelivered It opened INC-2. Its card is not in Slack');
  });
});

describe('an audit', () => {
  it('finds what never became a card, and says why', async () => {
    const bot = await startBot({ config: CONFIG });
    await bot.fires('DiskFull', { env: 'staging', instance: 'db-01' });
    await bot.fires('DiskFull', { env: 'staging', instance: 'db-01' });
    await bot.fires('Slow', { severity: 'info', instance: 'db-01' });
    await bot.fires('Down', { instance: 'db-01' });

    const found = read(await bot.ask('ann', 'audit db-01', '2 alerts for “db-01”'));

    expect(found).toContain('ignored The rule at quell.yml line 3 ignores it');
    expect(found).toContain(
      'below-threshold It opened INC-1. Nobody was told then: too little had happened yet',
    );
    await bot.advance('3h');
    await bot.ask('ann', 'audit 2h', 'No alert matches');
    await bot.ask('ann', 'audit 14:05', '2 alerts');
  });
});

describe('a list', () => {
  it('leaves out what nobody was told of, but for all of it', async () => {
    const bot = await startBot({ config: CONFIG });
    await bot.fires('Slow', { severity: 'info' });
    await bot.fires('Down');

    expect(read(await bot.ask('ann', 'list', '1 open'))).not.toContain('Slow');
    expect(read(await bot.ask('ann', 'list all', '2 incidents of 7 days'))).toContain('Slow');
  });
});
