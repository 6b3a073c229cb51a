import { describe, expect, it } from 'vitest';
import type { AlertSpec } from '../support/builders.ts';
import { aWorld, type DecideWorld } from '../support/decide-world.ts';

const FIRST: AlertSpec = { labels: { alertname: 'DiskFull', instance: '1' }, dedupKey: '1' };
const SECOND: AlertSpec = { labels: { alertname: 'DiskFull', instance: '2' }, dedupKey: '2' };
const DONE = { verb: 'resolve', note: '', whileFiring: 'reopen' } as const;

type Deed = (world: DecideWorld) => Promise<unknown>;

/** Two alerts fire, the second spoke last; then each deed. */
const DEEDS: readonly [string, Deed, { card: boolean; details: boolean }][] = [
  ['the same firing again', (w) => w.fire(SECOND), { card: false, details: false }],
  [
    'the same firing with another end',
    (w) => w.fire({ ...SECOND, endsAt: w.in('5m') }),
    { card: false, details: false },
  ],
  [
    'other words of the alert that spoke last',
    (w) => w.fire({ ...SECOND, description: '99 %' }),
    { card: true, details: true },
  ],
  [
    'other words of an alert that did not',
    (w) => w.fire({ ...FIRST, description: '99 %' }),
    { card: false, details: true },
  ],
  [
    'other annotations',
    (w) => w.fire({ ...SECOND, annotations: { value: '7' } }),
    { card: false, details: true },
  ],
  [
    'another link',
    (w) => w.fire({ ...SECOND, url: 'https://x.example' }),
    { card: false, details: true },
  ],
  [
    'a worse word of the same firing',
    (w) => w.fire({ ...SECOND, severity: 'critical' }),
    { card: true, details: true },
  ],
  [
    'a new alert',
    (w) => w.fire({ labels: { alertname: 'DiskFull', instance: '3' } }),
    { card: true, details: true },
  ],
  ['the end of one alert', (w) => w.resolve(SECOND), { card: true, details: true }],
  [
    'the end of an alert that did not fire',
    (w) => w.resolve({ labels: { alertname: 'DiskFull' } }),
    { card: false, details: false },
  ],
  ['an acknowledgement', (w) => w.ask({ verb: 'acknowledge' }), { card: true, details: false }],
  ['a note', (w) => w.ask({ verb: 'note', text: 'x' }), { card: false, details: false }],
  ['a refused command', (w) => w.ask({ verb: 'reopen' }), { card: false, details: false }],
  ['a resolve', (w) => w.ask(DONE), { card: true, details: true }],
  [
    'the end of a mute',
    async (w) => {
      await w.ask({ verb: 'mute', until: w.in('1m'), reason: '' });
      await w.advance('1m');
    },
    { card: true, details: false },
  ],
  [
    'a silence that begins',
    (w) => w.silence({ matchers: 'alertname=DiskFull' }),
    { card: false, details: false },
  ],
  [
    'an alert of another group',
    (w) => w.fire({ labels: { alertname: 'Other' } }),
    { card: false, details: false },
  ],
  ['time that passes', (w) => w.advance('6d'), { card: false, details: false }],
];

describe('what Slack is to show anew', () => {
  it.each(DEEDS)('after %s', async (_, deed, expected) => {
    const world = aWorld();
    await world.fire(FIRST);
    await world.fire(SECOND);
    const before = await world.incident();
    await deed(world);
    const after = await world.incident();

    expect({
      card: after.cardRevision > before.cardRevision,
      details: after.detailsRevision > before.detailsRevision,
    }).toEqual(expected);
  });

  it.each<[string, Deed]>([
    ['the same firing again', (w) => w.fire(SECOND)],
    ['the same firing with other words', (w) => w.fire({ ...SECOND, description: '99 %' })],
    ['the end of an alert', (w) => w.resolve(SECOND)],
    [
      'the end of all alerts, and time',
      async (w) => {
        await w.resolve(FIRST);
        await w.resolve(SECOND);
        await w.advance('8d');
      },
    ],
    ['a silence', (w) => w.silence({ matchers: 'alertname=DiskFull' })],
  ])('is nothing when the incident is over, after %s', async (_, deed) => {
    const world = aWorld();
    await world.fire(FIRST);
    await world.fire(SECOND);
    await world.ask(DONE);
    const { cardRevision, detailsRevision, entryCount } = await world.incident();
    await deed(world);

    expect(await world.incident()).toMatchObject({ cardRevision, detailsRevision, entryCount });
  });

  it('begins with one card and one set of details', async () => {
    const world = aWorld();
    await world.fire(FIRST);

    expect(await world.incident()).toMatchObject({ cardRevision: 1, detailsRevision: 1 });
  });

  it('keeps what the alert said by reference where it says the same again', async () => {
    const world = aWorld();
    await world.fire(FIRST);
    const { content } = await world.alert(FIRST);
    await world.fire({ ...FIRST, annotations: {} });

    expect((await world.alert(FIRST)).content).toBe(content);
  });
});

describe('the facts of an incident', () => {
  it('are those of its first alert', async () => {
    const world = aWorld();
    await world.fire({
      labels: { alertname: 'DiskFull', instance: 'web-1' },
      annotations: { runbook_url: 'https://wiki.example/disk' },
      description: 'The disk is full',
      severity: 'critical',
      url: 'https://grafana.example/d/1',
      source: 'grafana',
    });

    expect(await world.incident()).toEqual({
      id: expect.any(String),
      number: 1,
      groupKey: '\0alertname\0DiskFull',
      route: '',
      status: 'triggered',
      severity: 'critical',
      alertSeverity: 'critical',
      title: 'DiskFull',
      description: 'The disk is full',
      url: 'https://grafana.example/d/1',
      runbook: 'https://wiki.example/disk',
      labels: { alertname: 'DiskFull' },
      source: 'grafana',
      openedBy: null,
      channel: '#alerts',
      hosts: ['web-1'],
      openedAt: world.now,
      firstSeenAt: world.now,
      lastSeenAt: world.now,
      acknowledged: null,
      assignee: null,
      mute: null,
      resolution: null,
      reopened: null,
      withheld: null,
      withheldBy: null,
      waitsUntil: world.now,
      toldAt: world.now,
      calledAt: null,
      reached: true,
      sightings: [],
      turns: [],
      flapping: null,
      resolvesAt: null,
      escalating: null,
      rate: { since: world.now, count: 1, before: 0 },
      alertCount: 1,
      firingCount: 1,
      audibleCount: 1,
      occurrenceCount: 1,
      cardRevision: 1,
      detailsRevision: 1,
      entryCount: 1,
      joined: null,
      error: null,
    });
    expect(await world.timeline()).toEqual([
      {
        incident: (await world.incident()).id,
        seq: 1,
        at: world.now,
        actor: { type: 'source', name: 'grafana' },
        reason: 'opened',
        thread: false,
        what: { kind: 'opened', title: 'DiskFull', severity: 'critical' },
      },
    ]);
  });

  it('tell of the alert that spoke last', async () => {
    const world = aWorld();
    await world.fire(FIRST);
    await world.advance('1m');
    await world.fire(SECOND);

    expect(await world.incident()).toMatchObject({
      description: 'DiskFull is the case on 2',
      lastSeenAt: world.now,
      openedAt: world.ago('1m'),
    });
  });

  it('tell of a silenced alert only where there is nothing else', async () => {
    const world = aWorld();
    await world.silence({ matchers: 'alertname=DiskFull' });
    await world.fire(FIRST);
    await world.fire(SECOND);

    expect((await world.incident()).description).toBe('DiskFull is the case on 1');
  });
});
