import { describe, expect, it } from 'vitest';
import { lastReply, read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

/** What `/readyz` answers a load balancer that asks whether to send alerts here. */
async function readiness(bot: Awaited<ReturnType<typeof startBot>>) {
  const { statusCode, body } = await bot.app.server.inject('/readyz');
  expect(statusCode).toBe(200);
  return JSON.parse(body);
}

describe('a channel that is archived', () => {
  it('is told once in the default channel, and gets its cards when it is mended', async () => {
    const bot = await startBot();
    const incidents = bot.slack.channel('#incidents');
    await bot.opens('ann', 'Login is down', '#incidents');
    expect(bot.cards('#incidents')).toHaveLength(1);
    incidents.archive();

    await bot.opens('ann', 'Search is down', '#incidents');
    await bot.opens('ann', 'Mail is down', '#incidents');
    await bot.advance('1h');

    expect(bot.cards()).toHaveLength(1);
    expect(await readiness(bot)).toMatchObject({
      status: 'ready',
      slack: {
        state: 'connected',
        detail:
          'CINCIDENTS gets no cards: the channel is archived. Unarchive it, or name another in the configuration.',
      },
    });
    expect(read(bot.cards()[0])).toContain(
      'gets no cards: the channel is archived. Unarchive it, or name another in the configuration.',
    );
    incidents.unarchive();
    await bot.advance('2m');
    expect(bot.cards('#incidents')).toHaveLength(3);
    expect(await readiness(bot)).toMatchObject({ slack: { detail: null } });
    expect(bot.cards()).toHaveLength(1);
  });

  it('is in the log alone where it is the default channel, and gets its cards when it is mended', async () => {
    const bot = await startBot();
    const alerts = bot.slack.channel('#alerts');
    alerts.archive();

    await bot.fires('DiskFull');
    await bot.advance('1h');
    expect(bot.cards()).toEqual([]);
    expect(bot.log.lines.filter(({ fields }) => fields['code'] === 'is_archived')).not.toEqual([]);
    alerts.unarchive();
    await bot.advance('2m');

    expect(bot.cards()).toHaveLength(1);
    expect(bot.card('DiskFull').replies()).toHaveLength(1);
  });
});

describe('a channel that is archived while a card in it is to change', () => {
  it('is told too', async () => {
    const bot = await startBot();
    await bot.opens('ann', 'Login is down', '#incidents');
    bot.slack.channel('#incidents').archive();

    await bot.api('POST', '/incidents/1/actions', { action: 'acknowledge', actor: 'Pager' });
    await bot.advance('5m');
    expect(read(bot.cards()[0])).toContain('gets no cards: the channel is archived');
    bot.slack.channel('#incidents').unarchive();
    await bot.advance('2m');

    expect(read(bot.card('Login is down', '#incidents'))).toContain('with Pager');
  });
});

describe('a channel that is gone', () => {
  it('is told once in the default channel', async () => {
    const bot = await startBot();
    await bot.opens('ann', 'Login is down', '#incidents');
    bot.slack.channel('#incidents').delete();

    await bot.api('POST', '/incidents/1/actions', { action: 'acknowledge', actor: 'Pager' });
    await bot.advance('1h');

    expect(bot.cards()).toHaveLength(1);
    expect(read(bot.cards()[0])).toContain('gets no cards: there is no such channel');
  });
});

describe('a channel that threw the bot out', () => {
  it('is joined again, as public channels can be', async () => {
    const bot = await startBot();
    bot.slack.channel('#alerts').removeBot();

    await bot.fires('DiskFull');
    await bot.advance('2m');

    expect(bot.cards()).toHaveLength(1);
    expect(bot.slack.channel('#alerts').hasBot).toBe(true);
  });

  it('is joined again too where a card in it is to change', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    bot.slack.channel('#alerts').removeBot();

    await bot.api('POST', '/incidents/1/actions', { action: 'acknowledge', actor: 'Pager' });
    await bot.advance('2m');

    expect(read(bot.card('DiskFull'))).toContain('with Pager');
    expect(lastReply(bot.card('DiskFull'))).toContain('Pager acknowledged');
  });
});

describe('a channel that another one replaced', () => {
  it('hands its open incidents over, each with one new card', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    const old = bot.slack.channel('#alerts');
    old.rename('#alerts-2025');
    old.archive();
    bot.slack.createChannel({ name: 'alerts' });

    await bot.fires('DiskFull', { instance: 'web-2' });
    await bot.advance('2m');

    expect(bot.cards()).toHaveLength(1);
    expect(read(bot.card('DiskFull'))).toContain('DiskFull on 2 hosts');
    await bot.card('DiskFull').click('Acknowledge', { by: 'ann' });
    await bot.eventually(() => expect(read(bot.card('DiskFull'))).toContain('with Ann Lee'));
  });
});
