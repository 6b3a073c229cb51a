import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';
import { ago, ahead, ask, now, postAlerts } from './support/alertmanager-api.ts';

const labels = { alertname: 'DiskFull', instance: 'web-1' };

async function shown(bot: Bot) {
  const answer = await ask(bot, { method: 'GET', path: '/alerts' });
  return answer.json();
}

describe('an alert posted again while it fires', () => {
  it('keeps the earliest start, and says what was said last', async () => {
    const bot = await startBot();
    const [began, later] = [ago(bot, '10m'), ago(bot, '5m')];
    await postAlerts(bot, [{ labels, startsAt: began, annotations: { summary: 'first' } }]);
    await postAlerts(bot, [{ labels, startsAt: later, annotations: { summary: 'second' } }]);

    expect(await shown(bot)).toMatchObject([
      { startsAt: began, annotations: { summary: 'second' } },
    ]);
    expect(read(bot.card('DiskFull'))).toContain('second');
    expect(await bot.api('GET', '/incidents/1')).toMatchObject({ alert_count: 1 });
  });

  it('keeps the later of two ends that were given', async () => {
    const bot = await startBot();
    const [late, soon] = [ahead(bot, '1h'), ahead(bot, '10m')];
    await postAlerts(bot, [{ labels, endsAt: late }]);
    await postAlerts(bot, [{ labels, endsAt: soon }]);

    expect(await shown(bot)).toMatchObject([{ endsAt: late }]);
  });

  it('takes an end that is given instead of one that was only supposed', async () => {
    const bot = await startBot();
    await postAlerts(bot, [{ labels }]);
    expect(await shown(bot)).toMatchObject([{ endsAt: ahead(bot, '5m') }]);
    await postAlerts(bot, [{ labels, endsAt: ahead(bot, '2m') }]);

    expect(await shown(bot)).toMatchObject([{ endsAt: ahead(bot, '2m') }]);
  });

  it('of which nothing more is heard ends when it was supposed to', async () => {
    const bot = await startBot();
    await postAlerts(bot, [{ labels }]);
    await bot.advance('4m');
    await postAlerts(bot, [{ labels }]);
    await bot.advance('299s');
    expect(read(bot.card('DiskFull'))).not.toContain('No alerts firing');
    await bot.advance('1s');

    expect(await shown(bot)).toEqual([]);
    await bot.advance('2m');
    expect(read(bot.card('DiskFull'))).toContain('Resolved · DiskFull');
  });

  it('ends by an end that has passed, as Prometheus tells it', async () => {
    const bot = await startBot();
    const startsAt = ago(bot, '1m');
    await postAlerts(bot, [{ labels, startsAt, endsAt: ahead(bot, '4m') }]);
    await bot.advance('1m');
    await postAlerts(bot, [{ labels, startsAt, endsAt: now(bot) }]);
    await bot.advance('2m');

    expect(read(bot.card('DiskFull'))).toContain('Resolved · DiskFull');
  });

  it('that ended, and whose end is sent on for a while, comes back to nobody', async () => {
    const bot = await startBot();
    const startsAt = ago(bot, '1m');
    await postAlerts(bot, [{ labels, startsAt, endsAt: ahead(bot, '4m') }]);
    await bot.advance('1m');
    const endsAt = now(bot);
    for (let minute = 0; minute < 15; minute++) {
      await postAlerts(bot, [{ labels, startsAt, endsAt }]);
      await bot.advance('1m');
    }

    expect(bot.cards()).toHaveLength(1);
    expect(await bot.api('GET', '/incidents/1')).toMatchObject({ status: 'resolved' });
    await bot.advance('1d');
    bot.expectNothingElse();
  });
});

describe('an alert that fires anew after its end', () => {
  it('has a new start, and its incident goes on while it is quiet for a moment only', async () => {
    const bot = await startBot();
    await postAlerts(bot, [{ labels, startsAt: ago(bot, '10m'), endsAt: ahead(bot, '30s') }]);
    await bot.advance('90s');
    const startsAt = ago(bot, '10s');
    await postAlerts(bot, [{ labels, startsAt }]);

    expect(await shown(bot)).toMatchObject([{ startsAt }]);
    expect(bot.cards()).toHaveLength(1);
    expect(await bot.api('GET', '/incidents')).toMatchObject({ incidents: [{ alert_count: 1 }] });
  });
});
