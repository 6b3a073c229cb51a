import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { startBot } from '../support/world.ts';

describe('an alert that fires', () => {
  it('is one card in the channel of its route, with its details as the first reply', async () => {
    const bot = await startBot();

    await bot.fires(
      'DiskFull',
      { instance: 'web-1', severity: 'critical', job: 'node' },
      { summary: '97 % of / is used', description: 'The disk of web-1 fills up within the hour.' },
    );

    const [card, ...others] = bot.cards();
    expect(others).toEqual([]);
    expect(read(card)).toContain('Critical · DiskFull on web-1');
    expect(read(card)).toContain('97 % of / is used');
    expect(read(card)).toContain('nobody has this yet');
    expect(card?.buttons).toEqual(['Acknowledge', 'Assign', 'Resolve', 'Mute', 'More']);
    const [details, ...more] = card?.replies() ?? [];
    expect(more).toEqual([]);
    expect(read(details)).toContain('fills up within the hour');
    expect(read(details)).toContain('job=node');
    await bot.advance('1d');
    bot.expectNothingElse();
  });

  it('has a card of its own beside those of other groups', async () => {
    const bot = await startBot();

    await bot.firesAll([
      { name: 'DiskFull', labels: { instance: 'web-1' } },
      { name: 'HighLatency', labels: { service: 'shop' } },
      { name: 'HighLatency', labels: { service: 'mail' } },
    ]);
    await bot.advance('10s');

    expect(bot.cards()).toHaveLength(3);
    expect(read(bot.card('DiskFull'))).toContain('INC-1');
    expect(bot.slack.requests.count('chat.postMessage')).toBe(6);
  });
});

describe('a further alert of the group', () => {
  it('changes the card in place, and joins the thread', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    const card = bot.card('DiskFull');
    await bot.advance('1m');

    await bot.fires('DiskFull', { instance: 'web-2' });
    await bot.fires('DiskFull', { instance: 'web-3' });

    expect(bot.cards()).toHaveLength(1);
    expect(read(card)).toContain('DiskFull on 3 hosts');
    expect(read(card)).toContain('3 alerts firing');
    const joined = card.replies().filter(({ words }) => words.includes('joined'));
    expect(joined).toHaveLength(1);
    expect(read(joined[0])).toContain('2 more alerts joined');
    expect(card.replies()[0]?.words).toContain('web-3');
    await bot.advance('1h');
    bot.expectNothingElse();
  });

  it('makes the card worse where it is worse', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1', severity: 'warning' });

    await bot.fires('DiskFull', { instance: 'web-2', severity: 'critical' });

    expect(read(bot.card('DiskFull'))).toContain('Critical · DiskFull on 2 hosts');
  });
});

describe('the same alert again', () => {
  it('changes nothing in Slack, and is counted', async () => {
    const bot = await startBot();
    await bot.fires('DiskFull', { instance: 'web-1' });
    const before = bot.writes;

    for (let time = 0; time < 20; time++) {
      await bot.advance('1m');
      await bot.fires('DiskFull', { instance: 'web-1' });
    }

    expect(bot.writes).toBe(before);
    expect(await bot.api('GET', '/incidents/1')).toMatchObject({
      alert_count: 1,
      occurrence_count: 21,
    });
  });
});
