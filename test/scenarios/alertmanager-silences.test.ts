import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';
import { ahead, ask, now } from './support/alertmanager-api.ts';

const DISK = [{ name: 'alertname', value: 'DiskFull', isRegex: false }];
const HOSTS = [{ name: 'instance', value: 'web-.*', isRegex: true }];

interface Posted {
  readonly id?: string;
  readonly matchers: typeof DISK;
  readonly startsAt: string;
  readonly endsAt: string;
}

const post = (bot: Bot, silence: Posted) =>
  ask(bot, {
    method: 'POST',
    path: '/silences',
    body: { createdBy: 'amtool', comment: 'disk swap', ...silence },
  });

async function made(bot: Bot, silence: Posted): Promise<string> {
  const answer = await post(bot, silence);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().silenceID;
}

async function stateOf(bot: Bot, id: string): Promise<string> {
  return (await ask(bot, { method: 'GET', path: `/silence/${id}` })).json().status.state;
}

describe('a silence made through the API of Alertmanager', () => {
  it('is pending, active and expired, and tells nobody only while it is active', async () => {
    const bot = await startBot({ config: 'route: { group_by: [...] }' });
    const times = { startsAt: ahead(bot, '10m'), endsAt: ahead(bot, '20m') };
    const id = await made(bot, { matchers: DISK, ...times });
    await bot.fires('DiskFull', { instance: 'web-1' });

    expect(await stateOf(bot, id)).toBe('pending');
    expect(bot.cards()).toHaveLength(1);
    await bot.advance('10m');
    await bot.fires('DiskFull', { instance: 'web-2' });
    expect(await stateOf(bot, id)).toBe('active');
    expect(bot.cards()).toHaveLength(1);
    await bot.advance('10m');
    expect(await stateOf(bot, id)).toBe('expired');
    expect(bot.cards().filter(({ words }) => words.includes('web-2'))).toHaveLength(1);
  });

  it('is the same that people see and end in Slack', async () => {
    const bot = await startBot();
    const id = await made(bot, {
      matchers: DISK,
      startsAt: now(bot),
      endsAt: ahead(bot, '2h'),
    });
    await bot.fires('DiskFull');

    const list = read(await bot.ask('ann', 'silences', 'disk swap'));
    const short = id.split('-')[0] ?? id;
    expect(list).toContain(short);
    await bot.ask('ann', `unsilence ${short}`, 'The silence is over');
    expect(await stateOf(bot, id)).toBe('expired');
    await bot.eventually(() => bot.card('nobody has this yet'));
  });

  it('keeps its id when its end is moved, and hides until then', async () => {
    const bot = await startBot();
    const startsAt = now(bot);
    const id = await made(bot, { matchers: DISK, startsAt, endsAt: ahead(bot, '1h') });
    await bot.fires('DiskFull');
    await bot.advance('30m');

    expect(await made(bot, { id, matchers: DISK, startsAt, endsAt: ahead(bot, '1h') })).toBe(id);
    await bot.advance('59m');
    expect(bot.cards()).toEqual([]);
    await bot.advance('1m');
    expect(read(bot.card('nobody has this yet'))).toContain('DiskFull');
    expect(read(bot.card('disk swap'))).toContain('over');
  });

  it('has a new id when its matchers change: the old one is over, and what it hid is told', async () => {
    const bot = await startBot();
    const times = { startsAt: now(bot), endsAt: ahead(bot, '1h') };
    const id = await made(bot, { matchers: DISK, ...times });
    await bot.fires('DiskFull');
    const other = await made(bot, { id, matchers: HOSTS, ...times });

    expect(other).not.toBe(id);
    expect([await stateOf(bot, id), await stateOf(bot, other)]).toEqual(['expired', 'active']);
    await bot.eventually(() => bot.card('nobody has this yet'));
    await bot.fires('HighLatency', { instance: 'web-1' });
    await bot.advance('1m');
    expect(await bot.api('GET', '/incidents/2')).toMatchObject({ withheld: 'silenced' });
  });

  it('that is over is made anew by an update', async () => {
    const bot = await startBot();
    const times = { startsAt: now(bot), endsAt: ahead(bot, '1m') };
    const id = await made(bot, { matchers: DISK, ...times });
    await bot.advance('1h');
    const again = { startsAt: now(bot), endsAt: ahead(bot, '1h') };
    const other = await made(bot, { id, matchers: DISK, ...again });
    await bot.fires('DiskFull');

    expect(other).not.toBe(id);
    expect(bot.cards()).toEqual([]);
  });

  it('that is pending never begins when it is deleted', async () => {
    const bot = await startBot();
    const times = { startsAt: ahead(bot, '10m'), endsAt: ahead(bot, '20m') };
    const id = await made(bot, { matchers: DISK, ...times });
    const answer = await ask(bot, { method: 'DELETE', path: `/silence/${id}` });
    await bot.advance('11m');
    await bot.fires('DiskFull');

    expect(answer.statusCode).toBe(200);
    expect(await stateOf(bot, id)).toBe('expired');
    expect(bot.cards()).toHaveLength(1);
  });

  it.each([
    ['whose id nobody knows', 404, { id: 'f47ac10b-58cc-4372-a567-0e02b2c3d479' }],
    [
      'that ends before it starts',
      400,
      { startsAt: '2030-01-02T00:00:00Z', endsAt: '2030-01-01T00:00:00Z' },
    ],
    [
      'that is over already',
      400,
      { startsAt: '2020-01-01T00:00:00Z', endsAt: '2020-01-02T00:00:00Z' },
    ],
    ['that would match everything', 400, { matchers: [{ name: 'a', value: '.*', isRegex: true }] }],
  ])('is refused %s', async (_, status, wrong) => {
    const bot = await startBot();
    const times = { startsAt: now(bot), endsAt: ahead(bot, '1h') };

    expect((await post(bot, { matchers: DISK, ...times, ...wrong })).statusCode).toBe(status);
  });

  it('shows in the list of alerts what it hides', async () => {
    const bot = await startBot();
    const id = await made(bot, {
      matchers: DISK,
      startsAt: now(bot),
      endsAt: ahead(bot, '1h'),
    });
    await bot.fires('DiskFull');

    const alerts = (await ask(bot, { method: 'GET', path: '/alerts' })).json();
    expect(alerts).toMatchObject([{ status: { state: 'suppressed', silencedBy: [id] } }]);
    const audible = await ask(bot, { method: 'GET', path: '/alerts?silenced=false' });
    expect(audible.json()).toEqual([]);
  });
});
