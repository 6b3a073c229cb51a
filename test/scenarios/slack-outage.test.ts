import { describe, expect, it } from 'vitest';
import { lastReply, read, readThread } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('an hour without Slack', () => {
  it('while an incident begins and grows ends in one card that is right', async () => {
    const bot = await startBot();
    bot.slack.faults.mode = 'down';
    await bot.fires('DiskFull', { instance: 'web-1' });
    await bot.advance('30m');
    await bot.fires('DiskFull', { instance: 'web-2' });
    await bot.advance('30m');
    expect(bot.cards()).toEqual([]);

    bot.slack.faults.mode = 'well';
    await bot.advance('2m');

    expect(bot.cards()).toHaveLength(1);
    expect(read(bot.card('DiskFull'))).toContain('DiskFull on 2 hosts');
    expect(read(bot.card('DiskFull'))).toContain('nobody has this yet');
    await bot.advance('1h');
    expect(bot.cards()).toHaveLength(1);
    expect(
      readThread(bot.card('DiskFull')).filter((reply) => reply.includes('joined')),
    ).toHaveLength(1);
  });

  it('while an incident is worked through the API and resolves is told once, with its times', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    bot.slack.faults.mode = 'down';
    await bot.advance('10m');
    await bot.api('POST', '/incidents/1/actions', { action: 'acknowledge', actor: 'Pager' });
    await bot.advance('10m');
    await bot.ends('DiskFull');
    await bot.advance('40m');
    expect(read(card)).toContain('nobody has this yet');

    bot.slack.faults.mode = 'well';
    await bot.advance('2m');

    expect(read(card)).toContain('Resolved · DiskFull');
    expect(bot.cards()).toHaveLength(1);
    expect(readThread(card)).toHaveLength(3);
    expect(readThread(card)[1]).toMatch(/14:12.*Pager acknowledged, 10 min after the start/s);
    expect(lastReply(card)).toContain('Resolved by itself after 22 min');
    await bot.advance('1d');
    bot.expectNothingElse();
  });

  it('still tells of what began and ended meanwhile, for somebody may look for it', async () => {
    const bot = await startBot();
    bot.slack.faults.mode = 'down';
    await bot.fires('DiskFull');
    await bot.advance('10m');
    await bot.ends('DiskFull');
    await bot.advance('50m');

    bot.slack.faults.mode = 'well';
    await bot.advance('2m');

    expect(bot.cards()).toHaveLength(1);
    expect(read(bot.card('DiskFull'))).toContain('Resolved · DiskFull');
  });

  it('keeps what people click, and shows it when Slack is back', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await bot.ask('ann', 'note 1 looking', 'has the note');
    bot.slack.faults.mode = 'down';

    await card.click('Acknowledge', { by: 'ann' });
    await bot.eventually(async () =>
      expect(await bot.api('GET', '/incidents/1')).toMatchObject({ status: 'acknowledged' }),
    );
    await bot.advance('1h');
    expect(read(card)).toContain('nobody has this yet');
    bot.slack.faults.mode = 'well';
    await bot.advance('2m');

    expect(read(card)).toContain('with Ann Lee');
    expect(lastReply(card)).toContain('Ann Lee acknowledged');
    expect(bot.cards()).toHaveLength(1);
  });

  it('does not hammer Slack', async () => {
    const bot = await startBot();
    bot.slack.faults.mode = 'down';
    await bot.fires('DiskFull');

    await bot.advance('1h');

    expect(bot.writes).toBeLessThanOrEqual(90);
  });
});

describe('a token that Slack no longer takes', () => {
  it('loses nothing: what waits is delivered once it is mended', async () => {
    const bot = await startBot();
    bot.slack.faults.inject('*', { kind: 'error', code: 'token_revoked' }, { times: 5 });

    await bot.fires('DiskFull');
    expect(bot.cards()).toEqual([]);
    await bot.advance('10m');

    expect(bot.cards()).toHaveLength(1);
    expect(bot.card('DiskFull').replies()).toHaveLength(1);
  });
});

describe('trouble at the start', () => {
  it('delays the cards, and no more', async () => {
    const bot = await startBot();
    await bot.stop();
    bot.slack.faults.inject('auth.test', { kind: 'status', status: 500 }, { times: 3 });
    bot.slack.faults.inject('conversations.list', { kind: 'rate-limited', retryAfter: 10 });
    await bot.start();

    await bot.fires('DiskFull');
    await bot.advance('2m');

    expect(bot.cards()).toHaveLength(1);
  });
});
