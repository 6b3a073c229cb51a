import type { Actor } from '../../../src/domain/actor.ts';
import type { AlertKey, TrackedAlert } from '../../../src/domain/alert.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { NoiseReport, Suggestion } from '../../../src/domain/report.ts';
import { NOTHING_HIDDEN, type Silence } from '../../../src/domain/silence.ts';
import type { Storm } from '../../../src/domain/storm.ts';
import { type Instant, instant, minutes, plus } from '../../../src/domain/time.ts';
import type { Happening, TimelineEntry } from '../../../src/domain/timeline.ts';
import type { SurfaceContext } from '../../../src/slack/blocks/message.ts';

/** The clock time of the day that all examples happen on. */
export function at(clock: string): Instant {
  return instant(Date.parse(`2026-02-10T${clock}:00Z`));
}

export const ann: Actor = { type: 'person', id: 'U01ANN', name: 'Ann Lee' };
export const bob: Actor = { type: 'person', id: 'U02BOB', name: 'Bob Ortiz' };
/** By Ann, for some hours. */
export const theMute = {
  until: at('16:00'),
  ignores: false,
  by: ann,
  at: at('14:20'),
  reason: '',
  hidden: 0,
  early: [],
};
export const bobPerson = { id: 'U02BOB', name: 'Bob Ortiz' };

export const surface: SurfaceContext = {
  now: at('14:40'),
  incidentUrl: null,
  cardLink: () => null,
};

const HOSTS = [
  'db-01',
  'db-02',
  'web-03',
  'db-04',
  'db-05',
  'web-06',
  'web-07',
  'web-08',
  'web-09',
];

/** INC-12 of the design: a full disk on nine hosts. */
export function theIncident(changes: Partial<Incident> = {}): Incident {
  return {
    id: 'i12',
    number: 12,
    groupKey: 'DiskFull',
    route: '{}',
    status: 'triggered',
    severity: 'critical',
    alertSeverity: 'critical',
    title: 'DiskFull',
    description: 'Worst: db-01 /var 97 %',
    url: 'https://prometheus.example.com/graph?g0.expr=disk',
    runbook: 'https://wiki.example.com/runbooks/disk',
    labels: { alertname: 'DiskFull', service: 'orders', env: 'production' },
    source: 'prometheus',
    openedBy: null,
    channel: '#alerts',
    hosts: HOSTS,
    openedAt: at('14:02'),
    firstSeenAt: at('14:02'),
    lastSeenAt: at('14:02'),
    acknowledged: null,
    assignee: null,
    mute: null,
    resolution: null,
    reopened: null,
    withheld: null,
    withheldBy: null,
    waitsUntil: at('14:02'),
    toldAt: at('14:02'),
    calledAt: null,
    reached: false,
    sightings: [],
    turns: [at('14:02')],
    flapping: null,
    resolvesAt: null,
    escalating: null,
    rate: { since: at('14:00'), count: 12, before: 4 },
    alertCount: 14,
    firingCount: 14,
    audibleCount: 14,
    occurrenceCount: 212,
    cardRevision: 1,
    detailsRevision: 1,
    entryCount: 1,
    joined: null,
    error: null,
    ...changes,
  };
}

/** One alert of INC-12. */
export function theAlert(host: string, description: string): TrackedAlert {
  return {
    key: host as AlertKey,
    incident: 'i12',
    route: '{}',
    rules: [],
    alsoAs: [],
    status: 'firing',
    content: {
      labels: { alertname: 'DiskFull', instance: host, service: 'orders' },
      annotations: { description: 'Fewer than 5 % of bytes are free on a filesystem for 5 min.' },
      title: 'DiskFull',
      description,
      severity: 'critical',
      host,
      url: null,
      source: 'prometheus',
    },
    startsAt: at('14:02'),
    endsAt: null,
    endsAtIsTimeout: false,
    suppressed: null,
    inhibition: { inhibits: [], inhibitedBy: [] },
    firstSeenAt: at('14:02'),
    lastSeenAt: at('14:02'),
    occurrences: 1,
    periods: 1,
  };
}

/** A silence of two hours, as Ann made it. */
export function theSilence(changes: Partial<Silence> = {}): Silence {
  return {
    id: '3f2a91c4-0d5e-4b7e-9a53-0242ac120002',
    matchers: [
      { name: 'service', operator: '=', value: 'db' },
      { name: 'env', operator: '=~', value: 'prod.*' },
    ],
    startsAt: at('14:00'),
    endsAt: at('16:00'),
    author: 'Ann Lee',
    reason: 'backup',
    updatedAt: at('14:00'),
    kind: 'silence',
    repeats: null,
    home: 'C024BE91L',
    hid: NOTHING_HIDDEN,
    ...changes,
  };
}

/** A storm of pods after a switch went away. */
export function theStorm(changes: Partial<Storm> = {}): Storm {
  return {
    id: '01STORM',
    channel: '#alerts',
    startedAt: at('14:40'),
    endedAt: null,
    first: { incident: 'i30', number: 30, title: 'TargetDown on sw-07', at: at('14:40') },
    incidentCount: 43,
    critical: { count: 4, numbers: [31, 35, 36, 44] },
    withheldCount: 39,
    groups: [
      { title: 'PodNotReady', count: 18, label: { name: 'alertname', value: 'PodNotReady' } },
      { title: 'HighLatency', count: 11, label: { name: 'alertname', value: 'HighLatency' } },
      { title: 'TargetDown', count: 8, label: null },
      { title: 'DiskFull', count: 4, label: { name: 'alertname', value: 'DiskFull' } },
      { title: 'HighCPU', count: 2, label: { name: 'alertname', value: 'HighCPU' } },
    ],
    shownCount: 43,
    perMinute: [3, 9, 14, 10, 6, 1],
    ending: null,
    named: 39,
    cardRevision: 9,
    detailsRevision: 0,
    entryCount: 39,
    joined: null,
    ...changes,
  };
}

/** The noise of the week before all examples. */
export function theReport(changes: Partial<NoiseReport> = {}): NoiseReport {
  const figures = {
    alerts: 18_402,
    incidents: 58,
    cards: 41,
    messages: 133,
    neededPerson: 9,
    withNobody: 0,
    flapping: 3,
    timeToAcknowledge: minutes(4),
    timeToResolve: minutes(31),
  };
  return {
    from: instant(Date.parse('2026-02-01T23:00:00Z')),
    to: instant(Date.parse('2026-02-08T23:00:00Z')),
    timezone: 'Europe/Berlin',
    channel: '#alerts',
    figures,
    before: { ...figures, cards: 56, timeToAcknowledge: minutes(7), timeToResolve: minutes(44) },
    cardsPerDay: [6, 4, 9, 14, 4, 2, 2],
    noisy: [
      { title: 'HighCPU', cards: 14, acknowledged: 0, mutes: 0, longest: minutes(6) },
      { title: 'DiskFull', cards: 6, acknowledged: 2, mutes: 3, longest: null },
    ],
    suggestions: [theSuggestion(), theSuggestion({ id: '2', about: 'TimeoutError in mailer' })],
    ...changes,
  };
}

/** A change that would have spared 14 cards. */
export function theSuggestion(changes: Partial<Suggestion> = {}): Suggestion {
  return {
    id: '1',
    about: 'HighCPU on batch hosts',
    finding: '14 cards, never acknowledged, all resolved within 6 min',
    proposal: 'Wait until it lasts 10 min',
    match: [{ name: 'alertname', operator: '=', value: 'HighCPU' }],
    fewerCards: 14,
    missed: 0,
    later: minutes(10),
    under: 'route.routes',
    lines: '- match: [alertname="HighCPU", role="batch"]\n  group_wait: 10m',
    ...changes,
  };
}

/** An entry of INC-12's timeline. */
export function anEntry(
  what: Happening,
  {
    actor = ann,
    when = at('14:09'),
    seq = 2,
  }: { actor?: Actor; when?: Instant; seq?: number } = {},
): TimelineEntry {
  return { incident: 'i12', seq, at: when, actor, reason: 'asked', thread: true, what };
}

/** INC-12 after it was resolved by Ann, 29 min after its start. */
export function resolved(note: string): Incident {
  return theIncident({
    status: 'resolved',
    firingCount: 0,
    audibleCount: 0,
    cardRevision: 9,
    resolution: {
      at: plus(at('14:02'), minutes(29)),
      by: ann,
      how: 'person',
      into: null,
      release: null,
      note,
      acknowledged: { by: ann, at: at('14:09') },
    },
  });
}
