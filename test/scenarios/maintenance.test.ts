import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('maintenance', () => {
  it('tells nobody for its time, and then what still fires', async () => {
    const bot = await startBot();
    await bot.ask('ann', 'maintenance service=db 2h upgrade', 'Maintenance: alerts with');

    await bot.fires('Down', { service: 'db' });
    await bot.advance('119m');
    expect(bot.cards()).toEqual([]);
    expect(await bot.api('GET', '/incidents/1')).toMatchObject({ withheld: 'maintenance' });
    const silences = read(await bot.ask('bob', 'silences', '1 maintenance'));
    expect(silences).toContain('by Ann Lee: upgrade · hid 1 firing and 1 incident so far');
    await bot.advance('1m');

    expect(read(bot.card('Down'))).toContain('nobody has this yet');
  });

  it('comes again each week in the zone of whoever entered it', async () => {
    const bot = await startBot();
    // Cara is in Prague: 02:00 there is 01:00 UTC. It is Tuesday.
    await bot.ask('cara', 'maintenance service=db "0 2 * * 0" 1h', 'Sundays 02:00 to 03:00');

    await bot.fires('Before', { service: 'db' });
    expect(bot.cards()).toHaveLength(1);
    await bot.advance('4d');
    await bot.advance('11h');
    await bot.fires('Within', { service: 'db' });
    expect(bot.cards()).toHaveLength(1);
    await bot.advance('1h');

    expect(read(bot.card('Within'))).toContain('nobody has this yet');
  });

  it('is listed with what the configuration plans', async () => {
    const config =
      'maintenance: [{ name: backup, match: [service="mail"], cron: "0 3 * * *", duration: 1h }]';
    const bot = await startBot({ config });
    await bot.ask('ann', 'maintenance service=db 2h upgrade', 'Maintenance: alerts with');

    const list = read(await bot.ask('bob', 'maintenance', '2 maintenances'));

    expect(list).toMatch(/maintenance service="db" until .* by Ann Lee: upgrade/);
    expect(list).toContain('backup service="mail" daily 03:00 to 04:00, UTC · quell.yml line 1');
  });
});

describe('the end of a silence', () => {
  it('brings whoever made it a receipt of what it hid', async () => {
    const bot = await startBot();
    await bot.ask('ann', 'silence service=db 2h backup', 'tell nobody');
    await bot.fires('Down', { service: 'db' });
    await bot.ends('Down', { service: 'db' });

    await bot.advance('2h');

    const [receipt] = bot.slack.as('ann').directMessages();
    expect(read(receipt)).toContain('Silence over: it hid 1 firing and 1 incident · service="db"');
  });

  it('is near: a long one can be extended at a click', async () => {
    const bot = await startBot();
    await bot.ask('ann', 'silence service=db 25h backup', 'tell nobody');
    await bot.advance('24h');
    const [reminder] = bot.slack.as('ann').directMessages();
    expect(read(reminder)).toContain('Silence ends soon');

    await bot.slack.as('ann').click(reminder!, 'Extend by 1 day');

    await bot.eventually(() => {
      const [extended] = bot.slack.as('ann').directMessages();
      expect(read(extended)).toContain('Silence: alerts with service="db" tell nobody until');
    });
    await bot.advance('2h');
    await bot.fires('Down', { service: 'db' });
    expect(bot.cards()).toEqual([]);
  });

  it('comes at once at a click', async () => {
    const bot = await startBot();
    await bot.ask('ann', 'silence service=db 25h backup', 'tell nobody');
    await bot.fires('Down', { service: 'db' });
    await bot.advance('24h');
    const [reminder] = bot.slack.as('ann').directMessages();

    await bot.slack.as('ann').click(reminder!, 'End now');

    await bot.eventually(() => expect(read(bot.card('Down'))).toContain('nobody has this yet'));
  });
});
