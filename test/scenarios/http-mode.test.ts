import { describe, expect, it } from 'vitest';
import { lastReply, read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('HTTP mode', () => {
  it('works an incident over signed requests: card, click, modal, command and mention', async () => {
    const bot = await startBot({ mode: 'http' });
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');

    await card.click('Acknowledge', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('with Ann Lee'));
    await card.choose('More', 'Add a note…', { by: 'ann' });
    const modal = await bot.modal('ann');
    await modal.fill('Note', 'By modal');
    await modal.submit();
    await bot.eventually(() => expect(lastReply(card)).toContain('By modal'));
    await bot.advance('10s');
    await bot.slack.as('bob').say('#alerts', `<@${bot.slack.botUser}> by mention`, card.ts);
    await bot.eventually(() => expect(lastReply(card)).toContain('Note by Bob Ortiz'));
    await bot.ask('bob', 'resolve 1 by command', 'INC-1 is resolved');

    await bot.eventually(() => expect(read(card)).toContain('by Bob Ortiz: by command'));
    expect(bot.slack.connections.count()).toBe(0);
  });

  it('does nothing for a request with a wrong signature', async () => {
    const bot = await startBot({ mode: 'http' });
    await bot.fires('DiskFull');
    const payload = {
      type: 'block_actions',
      actions: [{ action_id: 'incident.resolve', value: '1' }],
    };

    const answer = await fetch(`${bot.url}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(Math.floor(Date.now() / 1_000)),
        'x-slack-signature': `v0=${'0'.repeat(64)}`,
      },
      body: `payload=${encodeURIComponent(JSON.stringify(payload))}`,
    });

    expect(answer.status).toBe(401);
    expect(read(bot.card('DiskFull'))).toContain('nobody has this yet');
  });
});
