import { describe, expect, it } from 'vitest';
import { lastReply, read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('an action of the REST API', () => {
  it.each([
    [{ action: 'acknowledge', actor: 'Pager' }, 'with Pager since', 'Pager acknowledged'],
    [
      { action: 'mute', for: '1h', reason: 'swap', actor: 'Pager' },
      'by Pager: swap',
      'Pager muted',
    ],
    [{ action: 'resolve', text: 'done', actor: 'Pager' }, 'by Pager: done', 'Resolved by Pager'],
    [{ action: 'severity', severity: 'info', actor: 'Pager' }, 'Info · DiskFull', 'Now Info'],
    [{ action: 'note', text: 'look', actor: 'Pager' }, 'DiskFull', 'Note by Pager'],
    [
      { action: 'assign', user: 'bob', actor: 'Pager' },
      'for Bob Ortiz',
      'Pager assigned this to you',
    ],
  ])('shows in Slack: %j', async (body, shown, told) => {
    const bot = await startBot({ store: 'memory' });
    await bot.fires('DiskFull');

    await bot.api('POST', '/incidents/1/actions', body);

    expect(read(bot.card('INC-1 '))).toContain(shown);
    expect(lastReply(bot.card('INC-1 '))).toContain(told);
  });

  it('says where the card is', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');

    const incident = await bot.api('GET', '/incidents/1');

    const card = bot.card('DiskFull');
    expect(incident.slack).toEqual({
      channel: card.channel,
      ts: card.ts,
      permalink: card.permalink,
    });
  });

  it('says who had it also when it is over, and nobody once it is open again', async () => {
    const bot = await startBot({ store: 'memory' });
    await bot.fires('DiskFull');
    await bot.api('POST', '/incidents/1/actions', { action: 'acknowledge', actor: 'Pager' });
    const { acknowledged_at } = await bot.api('GET', '/incidents/1');

    await bot.api('POST', '/incidents/1/actions', { action: 'resolve', actor: 'Cron' });

    const over = { acknowledged_by: 'Pager', acknowledged_at, resolved_by: 'Cron' };
    expect(await bot.api('GET', '/incidents/1')).toMatchObject(over);
    await bot.api('POST', '/incidents/1/actions', { action: 'reopen', actor: 'Cron' });
    const again = { acknowledged_by: null, acknowledged_at: null, resolved_by: null };
    expect(await bot.api('GET', '/incidents/1')).toMatchObject(again);
  });

  it('makes and ends a silence that Slack lists', async () => {
    const bot = await startBot();
    const { id } = await bot.api('POST', '/silences', {
      matchers: ['alertname="DiskFull"'],
      for: '2h',
      reason: 'swap',
      author: 'cron',
    });
    await bot.fires('DiskFull');
    expect(bot.cards()).toEqual([]);
    await bot.ask('ann', 'silences', 'swap');

    await bot.api('DELETE', `/silences/${id}`);

    // The card, and the receipt of what the silence hid.
    expect(bot.cards()).toHaveLength(2);
    bot.card('Warning · DiskFull');
    bot.card(/hid 1 firing and 1 incident/);
  });
});
