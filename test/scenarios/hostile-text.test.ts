import { describe, expect, it } from 'vitest';
import type { MessageHandle } from '../../src/sandbox/driver/message-handle.ts';
import { type Bot, startBot } from '../support/world.ts';

const HOSTILE =
  '<!channel> <!here> <@U0000000001> <#C0000000001> <!subteam^S1> <https://evil.example|your bank> *bold* _it_ `code` :fire: &amp; @everyone';

/** Every text in blocks in which Slack looks for mentions and links. */
function markUpIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'type' in part && part.type === 'mrkdwn' && 'text' in part ? [String(part.text)] : [];
  return [...own, ...Object.values(part).flatMap(markUpIn)];
}

/** Everything that the bot shows about its incidents. */
function shown(bot: Bot): readonly MessageHandle[] {
  return bot.cards().flatMap((card) => [card, ...card.replies()]);
}

describe('hostile text in an alert', () => {
  it('mentions nobody, makes no link and shows as it was written', async () => {
    const bot = await startBot();

    await bot.fires(
      HOSTILE,
      { instance: '<!channel>', severity: '<@U1>', __proto__: 'x', note: HOSTILE },
      { summary: HOSTILE, description: `${HOSTILE}\n> quote\n\`\`\`` },
    );
    await bot.fires(HOSTILE, { instance: '<!here>', note: HOSTILE }, { summary: HOSTILE });
    await bot.ask('ann', `note 1 ${HOSTILE}`, 'has the note');
    await bot.ask('ann', 'timeline 1', 'Timeline of INC-1');
    await bot.ask('ann', 'list', 'open');
    await bot.advance('1m');

    const messages = [...shown(bot), ...bot.slack.as('ann').ephemeral()];
    expect(messages.length).toBeGreaterThanOrEqual(6);
    for (const { text, blocks } of messages) {
      const markUp = [text, ...markUpIn(blocks)].join('\n');
      expect(markUp).not.toMatch(/<(@|#|!(?!date)|https:..evil)/);
      expect(JSON.stringify(blocks)).not.toMatch(/"type":"(user|usergroup|broadcast|channel)"/);
      expect(JSON.stringify(blocks)).not.toMatch(/"url":"https:..evil/);
    }
    expect(bot.cards()[0]?.words).toContain('<!channel> <!here> <@U0000000001>');
    expect(bot.cards()[0]?.words).toContain('*bold* _it_ `code`');
  });

  it('that is very long stays within what Slack takes', async () => {
    const bot = await startBot();
    const long = 'ab<&>\u{1f525}\u0301 '.repeat(700);

    await bot.firesAll([
      {
        name: long,
        labels: { instance: long, service: long, x: long },
        annotations: { summary: long, description: long },
      },
    ]);
    await bot.ask('ann', `note 1 ${long.slice(0, 2_500)}`, 'has the note');
    await bot.advance('1m');

    expect(bot.cards()).toHaveLength(1);
    expect(bot.cards()[0]?.replies()).toHaveLength(2);
    const refused = bot.slack.requests.all.filter(({ outcome }) =>
      /invalid|too_long/.test(outcome),
    );
    expect(refused).toEqual([]);
  });
});

describe('blocks that a workspace refuses', () => {
  it('come as plain text, so that people are told all the same', async () => {
    const bot = await startBot();
    bot.slack.refuseBlocks('rich_text');

    await bot.fires('DiskFull', { instance: 'web-1' });
    await bot.advance('1m');

    expect(bot.cards()).toHaveLength(1);
    expect(bot.cards()[0]?.text).toContain('DiskFull on web-1');
    expect(bot.cards()[0]?.text).toContain('INC-1');
    await bot.api('POST', '/incidents/1/actions', { action: 'note', text: 'seen', actor: 'Pager' });
    expect(bot.cards()).toHaveLength(1);
    expect(bot.cards()[0]?.replies().at(-1)?.text).toContain('seen');
    bot.expectError(/blocks refused/);
  });
});
