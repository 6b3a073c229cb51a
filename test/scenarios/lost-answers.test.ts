import { describe, expect, it } from 'vitest';
import { read, readThread } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

const isCard = ({ thread_ts }: Readonly<Record<string, unknown>>) => thread_ts === undefined;
const isReply = (args: Readonly<Record<string, unknown>>) => !isCard(args);

async function expectOneOfEach(bot: Bot): Promise<void> {
  await bot.advance('5m');
  expect(bot.cards()).toHaveLength(1);
  expect(read(bot.card('DiskFull'))).toContain('nobody has this yet');
  expect(bot.card('DiskFull').replies()).toHaveLength(1);
  await bot.advance('1d');
  bot.expectNothingElse();
}

describe('a post whose answer is lost', () => {
  it('is found in history, and not posted again', async () => {
    const bot = await startBot();
    bot.slack.faults.inject('chat.postMessage', { kind: 'drop-after' }, { when: isCard });

    await bot.fires('DiskFull');

    await expectOneOfEach(bot);
    expect(
      bot.slack.requests.of('chat.postMessage').filter(({ body }) => !Object(body).thread_ts),
    ).toHaveLength(1);
  });

  it('is found in the thread too', async () => {
    const bot = await startBot();
    bot.slack.faults.inject('chat.postMessage', { kind: 'drop-after' }, { when: isReply });

    await bot.fires('DiskFull');

    await expectOneOfEach(bot);
  });

  it('is posted again where Slack never had it', async () => {
    const bot = await startBot();
    bot.slack.faults.inject('chat.postMessage', { kind: 'drop-before' }, { when: isCard });

    await bot.fires('DiskFull');

    await expectOneOfEach(bot);
  });

  it('leaves no surplus when Slack accepts it late', async () => {
    const bot = await startBot();
    bot.slack.faults.inject('chat.postMessage', { kind: 'late', seconds: 10 }, { when: isCard });

    await bot.fires('DiskFull');
    await bot.advance('9s');
    expect(bot.cards()).toHaveLength(1);
    const { ts } = bot.card('DiskFull');

    await expectOneOfEach(bot);
    expect(bot.card('DiskFull').ts).toBe(ts);
    expect(bot.slack.requests.count('chat.delete')).toBe(1);
  });

  it('leaves no surplus when Slack accepts it very late', async () => {
    const bot = await startBot();
    bot.slack.faults.inject('chat.postMessage', { kind: 'late', seconds: 50 }, { when: isReply });

    await bot.fires('DiskFull');

    await expectOneOfEach(bot);
    expect(bot.slack.requests.count('chat.delete')).toBe(1);
  });

  it('is found after a restart', async () => {
    const bot = await startBot();
    bot.slack.faults.inject('chat.postMessage', { kind: 'drop-after' }, { when: isCard });
    await bot.fires('DiskFull');

    await bot.restart();

    await expectOneOfEach(bot);
  });

  it('is looked for until Slack lets us look', async () => {
    const bot = await startBot();
    bot.slack.faults.inject('chat.postMessage', { kind: 'drop-after' }, { when: isCard });
    bot.slack.faults.inject('conversations.history', { kind: 'rate-limited', retryAfter: 7 });

    await bot.fires('DiskFull');

    await expectOneOfEach(bot);
  });

  it('is no trouble where it was an update', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    bot.slack.faults.inject('chat.update', { kind: 'drop-after' });

    await bot.api('POST', '/incidents/1/actions', { action: 'acknowledge', actor: 'Pager' });
    await bot.advance('5m');

    expect(read(bot.card('DiskFull'))).toContain('with Pager');
    expect(readThread(bot.card('DiskFull'))).toHaveLength(2);
  });
});
