import { describe, expect, it } from 'vitest';
import { lastReply, read, readThread } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('Mute', () => {
  it('hides what joins for an hour, and then says how much it hid', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    const card = bot.card('DiskFull');

    await card.choose('Mute', '1 hour', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('Warning, muted'));
    await bot.eventually(() => expect(lastReply(card)).toContain('muted this until'));
    expect(card.buttons).toContain('Unmute');
    const replies = card.replies().length;
    await bot.advance('10m');
    await bot.fires('DiskFull', { instance: 'web-2' });
    await bot.fires('DiskFull', { instance: 'web-3' });

    expect(card.replies()).toHaveLength(replies);
    expect(read(card)).toContain('muted');
    await bot.advance('50m');
    expect(read(card)).toContain('nobody has this yet');
    expect(read(card)).toContain('DiskFull on 3 hosts');
    expect(lastReply(card)).toContain('Mute over: 2 firings were hidden, 3 alerts still fire');
    expect(card.replies()).toHaveLength(replies + 1);
    await bot.advance('1d');
    bot.expectNothingElse();
  });

  it('until it resolves ends with the incident', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await card.choose('Mute', 'Until it resolves', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('Until it resolves by Ann Lee'));

    await bot.advance('3d');
    expect(read(card)).toContain('muted');
    await bot.ends('DiskFull');
    await bot.advance('2m');
    expect(read(card)).toContain('Resolved');
    await bot.fires('DiskFull');

    expect(read(card)).toContain('Warning, reopened');
    expect(read(card)).not.toContain('muted');
  });

  it('until a time, a deploy or a rate is asked for by command', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { service: 'shop' });
    const card = bot.card('DiskFull');

    await bot.ask('ann', 'mute 1 until tomorrow 09:00 disk swap', 'INC-1 is muted for ');
    await bot.eventually(() => expect(read(card)).toContain('disk swap'));
    const deploy = 'muted until it resolves; this ends early at the next deploy of shop';
    await bot.ask('ann', 'mute 1 until deploy', deploy);
    await bot.ask('ann', 'mute 1 until 3x', 'ends early at more than 3 firings in 10 min');
    await bot.ask('ann', 'mute 1 until resolved', 'is muted until it resolves.');
    const refused = await bot.ask('ann', 'mute 1 until doomsday', 'is not a duration');

    expect(read(refused)).toContain('until tomorrow 09:00');
  });

  it('is ended by Unmute', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    await card.choose('Mute', '4 hours', { by: 'ann' });
    await bot.eventually(() => expect(card.buttons).toContain('Unmute'));

    await card.click('Unmute', { by: 'bob' });

    await bot.eventually(() => expect(card.buttons).toContain('Mute'));
    await bot.eventually(() => expect(lastReply(card)).toContain('Bob Ortiz unmuted this'));
    await bot.advance('1d');
    bot.expectNothingElse();
  });
});

describe('More choices of Mute', () => {
  it('hides everything that matches, before it has a card', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { service: 'shop', instance: 'web-1' });
    const card = bot.card('DiskFull');

    await card.choose('Mute', 'More choices…', { by: 'ann' });
    const modal = await bot.modal('ann');
    await modal.fill('What?', 'Everything that matches');
    await bot.eventually(() => expect(modal.words).toContain('would hide'));
    await modal.fill('Why?', 'Disk swap');
    await modal.submit();
    await bot.answerTo('ann', 'tell nobody for 4 h');
    await bot.fires('DiskFull', { service: 'shop', instance: 'web-2' });

    expect(bot.cards()).toHaveLength(1);
    expect(
      card
        .replies()
        .map(({ words }) => words)
        .join(),
    ).not.toContain('joined');
    const { silences } = await bot.api('GET', '/silences');
    expect(silences).toMatchObject([{ author: 'Ann Lee', reason: 'Disk swap' }]);
  });

  it('ends tomorrow at nine where its reader is', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    const card = bot.card('DiskFull');

    await card.choose('Mute', 'More choices…', { by: 'cara' });
    const modal = await bot.modal('cara');
    await modal.fill('For how long?', 'Until tomorrow 09:00');
    await modal.fill('Why?', 'The disk comes tomorrow');
    await modal.submit();
    await bot.eventually(() => expect(read(card)).toContain('Warning, muted'));

    // It is 14:02 UTC, and 08:00 UTC is 09:00 in Prague.
    await bot.advance('17h');
    expect(read(card)).toContain('muted');
    await bot.advance('58m');
    expect(read(card)).not.toContain('muted');
    expect(lastReply(card)).toContain('Mute over');
  });

  it.each([
    ['a deploy of its project', 'Until the next deploy of shop', 'there was a deploy of shop'],
    ['three times the rate', 'Until 3 × the rate', 'more than 3 firings in 10 min'],
  ])('ends early at %s', async (_, choice, told) => {
    const bot = await startBot();
    const labels = { service: 'shop', instance: 'web-1' };
    await bot.fires('DiskFull', labels);
    const card = bot.card('DiskFull');
    await card.choose('Mute', 'More choices…', { by: 'ann' });
    const modal = await bot.modal('ann');
    await modal.fill('For how long?', choice);
    await modal.submit();
    await bot.eventually(() => expect(read(card)).toContain('Warning, muted'));

    const release = { project: 'shop', release: '1.2.0', environment: 'production' };
    if (choice.includes('deploy')) await bot.api('POST', '/deploys', release);
    else
      for (const n of [2, 3, 4, 5])
        await bot.fires('DiskFull', { ...labels, instance: `web-${n}` });

    expect(read(card)).not.toContain('muted');
    expect(readThread(card).join()).toContain(told);
  });
});
