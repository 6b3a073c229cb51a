import { describe, expect, it } from 'vitest';
import type { MessageHandle } from '../../src/sandbox/driver/message-handle.ts';
import { lastReply, read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

async function resolveWhileFiring(bot: Bot, card: MessageHandle, choice: string): Promise<void> {
  await card.click('Resolve', { by: 'ann' });
  const modal = await bot.modal('ann');
  expect(modal.words).toContain('still fires');
  await modal.fill('What fixed it?', 'Added a disk');
  await modal.fill('What then?', choice);
  await modal.submit();
  await bot.eventually(() => expect(read(card)).toContain('Resolved'));
}

describe('Resolve', () => {
  it('is one click when nothing fires', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    await bot.ends('DiskFull');
    const card = bot.card('DiskFull');

    await card.click('Resolve', { by: 'ann' });

    await bot.eventually(() => expect(read(card)).toContain('Resolved · DiskFull'));
    expect(card.buttons).toEqual(['Reopen', 'More']);
    await bot.eventually(() => expect(lastReply(card)).toContain('Resolved by Ann Lee'));
    await bot.advance('1d');
    bot.expectNothingElse();
  });

  it('asks what shall be with alerts that fire: to be told when they fire again', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    const card = bot.card('DiskFull');
    await resolveWhileFiring(bot, card, 'Resolve, and reopen when it fires again');

    await bot.advance('5m');
    await bot.fires('DiskFull', { instance: 'web-1' });
    expect(read(card)).toContain('Resolved');
    await bot.ends('DiskFull', { instance: 'web-1' });
    await bot.advance('5m');
    await bot.fires('DiskFull', { instance: 'web-1' });

    expect(read(card)).toContain('Warning, reopened');
    expect(read(card)).toContain('last time Ann Lee: Added a disk');
    expect(lastReply(card)).toContain('Reopened: DiskFull on web-1 is firing again');
  });

  it('asks what shall be with alerts that fire: to be left alone for an hour', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    const card = bot.card('DiskFull');
    await resolveWhileFiring(bot, card, 'Resolve, and mute for 1 hour');
    const replies = card.replies().length;

    await bot.advance('30m');
    await bot.ends('DiskFull', { instance: 'web-1' });
    await bot.fires('DiskFull', { instance: 'web-1' });
    expect(card.replies()).toHaveLength(replies);
    await bot.advance('30m');

    expect(read(card)).toContain('Warning, reopened');
    expect(bot.cards()).toHaveLength(1);
  });
});

describe('an incident whose alerts have ended', () => {
  it('resolves by itself after its quiet time, and asks what fixed it', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    const card = bot.card('DiskFull');
    await bot.advance('20m');

    await bot.ends('DiskFull', { instance: 'web-1' });
    await bot.advance('119s');
    expect(read(card)).not.toContain('Resolved');
    await bot.advance('1s');

    expect(read(card)).toContain('Resolved · DiskFull on web-1');
    expect(read(card)).toContain('by itself');
    const summary = card.replies().at(-1);
    expect(read(summary)).toContain('Resolved by itself after 22 min');
    expect(read(summary)).toContain('Nobody acknowledged it');
    await summary?.click('Add what fixed it', { by: 'bob' });
    const modal = await bot.modal('bob');
    await modal.fill('What fixed it?', 'Somebody deleted the logs');
    await modal.submit();
    await bot.eventually(() => expect(read(card)).toContain('Somebody deleted the logs'));
    await bot.advance('1d');
    expect(bot.cards()).toHaveLength(1);
  });

  it('stays open when an alert returns within its quiet time', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');

    await bot.ends('DiskFull');
    await bot.advance('1m');
    await bot.fires('DiskFull');
    await bot.advance('1h');

    expect(read(card)).toContain('nobody has this yet');
    expect(card.replies()).toHaveLength(1);
  });
});

describe('an incident that was resolved', () => {
  it('is reopened on its own card when an alert returns within a day', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await bot.ends('DiskFull');
    await bot.advance('23h');

    await bot.fires('DiskFull');

    expect(bot.cards()).toHaveLength(1);
    expect(read(card)).toContain('Warning, reopened · DiskFull');
    expect(read(card)).toContain('nobody has this yet');
    expect(lastReply(card)).toContain('is firing again 22 h 58 min after');
  });

  it('is left in peace when an alert returns later: that is a new incident', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const old = bot.card('DiskFull');
    await bot.ends('DiskFull');
    await bot.advance('25h');

    await bot.fires('DiskFull');

    expect(bot.cards()).toHaveLength(2);
    expect(read(old)).toContain('Resolved');
    expect(read(bot.card('INC-2'))).toContain('nobody has this yet');
  });

  it('is reopened by its button', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await bot.ends('DiskFull');
    await bot.advance('2m');

    await card.click('Reopen', { by: 'bob' });

    await bot.eventually(() => expect(card.buttons).toContain('Acknowledge'));
    await bot.eventually(() => expect(lastReply(card)).toContain('Bob Ortiz reopened this'));
  });
});
