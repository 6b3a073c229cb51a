import { describe, expect, it } from 'vitest';
import type { Recording } from '../../src/domain/recording.ts';
import { minutes } from '../../src/domain/time.ts';
import { firstDelivery } from '../../src/engine/delivery/progress.ts';
import { NO_ROWS } from '../../src/engine/scope.ts';
import { auditText } from '../../src/engine/why/audit.ts';
import { aPolicy } from '../support/builders.ts';
import { START } from './http-world.ts';
import { Rest } from './rest-client.ts';
import { matchers } from './routed-policy.ts';

const iso = (ms: number) => new Date(ms).toISOString();

const NOTHING = () => NO_ROWS;

/** `Noise` was ignored, then `Disk` opened an incident, then came again. */
async function audited(): Promise<Rest> {
  const rest = new Rest();
  rest.world.policy = aPolicy(
    {},
    {
      rules: [
        {
          place: 'quell.yml line 4',
          match: matchers('alertname="Noise"'),
          action: { type: 'ignore' },
        },
      ],
    },
  );
  await rest.open('Noise');
  rest.world.advance(minutes(1));
  await rest.open('Disk');
  rest.world.advance(minutes(1));
  await rest.open('Disk');
  return rest;
}

const titles = async (rest: Rest, query: string) => {
  const { entries } = (await rest.get(`/audit${query}`)).json();
  return entries.map(
    (entry: { title: string; reason: string }) => `${entry.title} ${entry.reason}`,
  );
};

describe('the audit', () => {
  it('lists what arrived, the newest first, and says what became of it', async () => {
    const { entries, next_cursor } = (await (await audited()).get('/audit')).json();

    expect(next_cursor).toBeNull();
    expect(entries).toEqual([
      {
        at: iso(START + minutes(2)),
        last: iso(START + minutes(2)),
        count: 1,
        title: 'Disk',
        labels: { alertname: 'Disk' },
        reason: 'duplicate',
        untold: null,
        ignored_by: null,
        incident: 1,
        text: 'It was sent again while it fired already in INC-1.',
      },
      expect.objectContaining({ reason: 'opened', incident: 1, text: 'It opened INC-1.' }),
      {
        at: iso(START),
        last: iso(START),
        count: 1,
        title: 'Noise',
        labels: { alertname: 'Noise' },
        reason: 'ignored',
        untold: null,
        ignored_by: 'quell.yml line 4',
        incident: null,
        text: 'The rule at quell.yml line 4 ignores it.',
      },
    ]);
  });

  it.each([
    ['a text', '?q=noi', ['Noise ignored']],
    ['a text, with all that was sent again', '?q=DISK', ['Disk duplicate', 'Disk opened']],
    ['a time on', `?from=${iso(START + minutes(1))}`, ['Disk duplicate', 'Disk opened']],
    ['how long ago', '?from=1m', ['Disk duplicate', 'Disk opened']],
    ['a time up to', `?to=${iso(START + minutes(1))}`, ['Noise ignored']],
    ['a time between two', `?from=90s&to=30s`, ['Disk opened']],
    ['a time with an offset', '?to=2026-02-10T15:03:00+01:00', ['Noise ignored']],
    ['what nobody heard of', '?unheard=true', ['Noise ignored']],
    ['everything', '?unheard=false', ['Disk duplicate', 'Disk opened', 'Noise ignored']],
    ['a text that is nowhere', '?q=none', []],
  ])('finds %s', async (_, query, expected) => {
    expect(await titles(await audited(), query)).toEqual(expected);
  });

  it('finds what Slack cannot take among what nobody heard of', async () => {
    const rest = await audited();
    const incident = await rest.world.store.incidentNumbered(1);
    if (!incident) throw new Error('There is no INC-1.');
    const delivery = { ...firstDelivery(incident, 'T1'), fault: 'channel_not_found' };
    const change = { type: 'delivery', delivery } as const;
    await rest.world.store.update(NOTHING, () => ({ changes: [change], outcomes: [] }));

    const { entries } = (await rest.get('/audit?unheard=true')).json();

    expect(entries).toMatchObject([
      {
        title: 'Disk',
        reason: 'opened',
        untold: 'undelivered',
        text: 'It opened INC-1. Its card is not in Slack: #alerts cannot be delivered to (channel_not_found).',
      },
      { title: 'Noise', untold: null },
    ]);
  });

  it('comes in pages', async () => {
    const rest = await audited();

    const first = (await rest.get('/audit?limit=2')).json();
    const second = (await rest.get(`/audit?limit=2&cursor=${first.next_cursor}`)).json();

    expect(first.entries).toHaveLength(2);
    expect(second.entries).toMatchObject([{ title: 'Noise' }]);
    expect(second.next_cursor).toBeNull();
  });

  it.each([
    ['?from=yesterday', /from is wrong: it must be a time such as/],
    ['?to=x', /to is wrong/],
    ['?unheard=perhaps', /one of true, false/],
    ['?limit=0', /limit/],
  ])('cannot be asked for with %s', async (query, says) => {
    const answer = await new Rest().get(`/audit${query}`);

    expect(answer.statusCode).toBe(400);
    expect(answer.json().error.message).toMatch(says);
  });
});

const recording = (change: Partial<Recording>): Recording => ({
  key: 'k' as Recording['key'],
  at: START,
  alert: null,
  endsAt: null,
  count: 1,
  last: START,
  reason: 'opened',
  incident: 'i',
  untold: null,
  ignoredBy: null,
  ...change,
});

it.each<readonly [Partial<Recording>, number | null, string]>([
  [{ reason: 'joined' }, 7, 'It joined INC-7.'],
  [
    { reason: 'refired', untold: 'muted' },
    7,
    'It fired again in INC-7. Nobody was told then: its incident was muted.',
  ],
  [
    { reason: 'opened', untold: 'silenced' },
    7,
    'It opened INC-7. Nobody was told then: it was silenced.',
  ],
  [
    { reason: 'duplicate', count: 12 },
    7,
    'It was sent again 12 times while it fired already in INC-7.',
  ],
  [{ reason: 'dismissed' }, 7, 'It was sent again after a person had resolved INC-7.'],
  [
    { reason: 'dismissed', untold: 'below-threshold' },
    7,
    'It came from a quiet environment after a person had resolved INC-7: counted only.',
  ],
  [{ reason: 'ended' }, null, 'It ended in an incident that is no longer kept.'],
  [{ reason: 'not-firing', incident: null }, null, 'It resolved something that did not fire.'],
  [{ reason: 'ignored' }, null, 'The rule at an unknown place ignores it.'],
])('%j of incident %s reads as a sentence', (change, number, text) => {
  expect(auditText(recording(change), number)).toBe(text);
});
