import { describe, expect, it } from 'vitest';
import { hours } from '../../src/domain/time.ts';
import { START } from './http-world.ts';
import { Rest } from './rest-client.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const planned = { matchers: ['service=db'], kind: 'maintenance', for: '30d' };
// The world begins on a Tuesday at 14:02 UTC.
const now = { cron: '0 14 * * 2', duration: '1h' };

describe('maintenance', () => {
  it('is a silence of its kind', async () => {
    const rest = new Rest();

    const made = await rest.silence({ ...planned, for: '2h', reason: 'upgrade', author: 'ann' });

    expect(made.statusCode).toBe(201);
    expect(made.json()).toEqual({
      id: expect.any(String),
      matchers: ['service="db"'],
      kind: 'maintenance',
      state: 'active',
      starts_at: iso(START),
      ends_at: iso(START + hours(2)),
      author: 'ann',
      reason: 'upgrade',
      repeats: null,
      hid: { firings: 0, incidents: 0 },
      updated_at: iso(START),
    });
  });

  it.each<readonly [string, object, object]>([
    [
      'starts later',
      { from: iso(START + hours(1)), for: '2h' },
      { state: 'pending', starts_at: iso(START + hours(1)), ends_at: iso(START + hours(3)) },
    ],
    [
      'that started earlier starts now',
      { from: iso(START - hours(1)), for: '2h' },
      { state: 'active', starts_at: iso(START), ends_at: iso(START + hours(2)) },
    ],
    ['is repeated', now, { state: 'active', repeats: { ...now, timezone: 'UTC' } }],
    [
      'is repeated by the clock of another place',
      { ...now, timezone: 'Europe/Berlin' },
      { state: 'pending', repeats: { ...now, timezone: 'Europe/Berlin' } },
    ],
    [
      'waits for its time',
      { cron: '0 2 * * 0', duration: '90m' },
      { state: 'pending', repeats: { cron: '0 2 * * 0', duration: '1h30m', timezone: 'UTC' } },
    ],
  ])('%s', async (_, body, expected) => {
    const made = await new Rest().silence({ ...planned, ...body });

    expect(made.json()).toMatchObject({ kind: 'maintenance', ...expected });
  });

  it('that waits for its time keeps nothing from people', async () => {
    const rest = new Rest();
    await rest.silence({ ...planned, cron: '0 2 * * 0', duration: '1h' });
    await rest.world.hook('json', { title: 'Slow', labels: { service: 'db' } });

    expect((await rest.get('/incidents/1')).json()).toMatchObject({ withheld: null });
  });

  it('tells what it hid', async () => {
    const rest = new Rest();
    await rest.silence({ ...planned, ...now });
    await rest.world.hook('json', { title: 'Slow', labels: { service: 'db' } });

    const { silences } = (await rest.get('/silences')).json();

    expect((await rest.get('/incidents/1')).json()).toMatchObject({ withheld: 'maintenance' });
    expect(silences).toMatchObject([{ hid: { firings: 1 } }]);
  });

  it.each<readonly [string, object, RegExp]>([
    ['without an end', { for: undefined }, /needs "for" .* or "until"/],
    ['repeated without an end', { ...now, for: undefined }, /Repeated maintenance needs .* too/],
    [
      'repeated by nonsense',
      { ...now, cron: 'sometimes' },
      /"cron" is wrong: "sometimes" is not a cron/,
    ],
    ['repeated for no time', { cron: now.cron }, /"cron" needs "duration"/],
    ['repeated for nonsense', { ...now, duration: 'long' }, /"duration" must be a duration/],
    [
      'repeated nowhere',
      { ...now, timezone: 'Mars' },
      /"timezone" must be an IANA time zone .* not "Mars"/,
    ],
    [
      'repeated as a silence',
      { ...now, kind: 'silence' },
      /"cron" goes with "kind": "maintenance"/,
    ],
    ['for a duration without a cron', { duration: '1h' }, /"duration" goes with "cron"/],
    ['in a time zone without a cron', { timezone: 'UTC' }, /"timezone" goes with "cron"/],
    ['of another kind', { kind: 'holiday' }, /"kind" is wrong/],
    ['from nonsense', { from: 'noon' }, /"from" must be an RFC 3339 time/],
    [
      'that ends before it starts',
      { for: undefined, from: iso(START + hours(2)), until: iso(START + hours(1)) },
      /later than the start/,
    ],
  ])('is refused %s', async (_, body, says) => {
    const rest = new Rest();

    const answer = await rest.silence({ ...planned, ...body });

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toMatch(says);
    expect(rest.world.commands).toEqual([]);
  });
});
