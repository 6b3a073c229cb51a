import fc from 'fast-check';
import type { AlertContent, AlertKey, TrackedAlert } from '../../src/domain/alert.ts';
import type { Change, Scope, Snapshot } from '../../src/domain/decision.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import { type Incident, STATUSES } from '../../src/domain/incident.ts';
import { SEVERITIES } from '../../src/domain/severity.ts';
import type { Silence } from '../../src/domain/silence.ts';
import { type Instant, instant } from '../../src/domain/time.ts';
import type { TimelineEntry } from '../../src/domain/timeline.ts';
import type { Timer } from '../../src/domain/timer.ts';
import type { Store } from '../../src/store/store.ts';

/** The moment around which the tests take place: 2026-01-05, 09:00 UTC. */
const START: Instant = instant(1_767_603_600_000);

/** So many seconds after `START`. */
export function at(seconds: number): Instant {
  return instant(START + seconds * 1_000);
}

/** The identity of an alert, from any text. */
export function key(text: string): AlertKey {
  return text as AlertKey;
}

/** What an alert says. */
export function aContent(content: Partial<AlertContent> = {}): AlertContent {
  return {
    labels: { alertname: 'DiskFull', instance: 'web-03' },
    annotations: { summary: 'The disk is full' },
    title: 'DiskFull',
    description: 'The disk is full.',
    severity: 'warning',
    host: 'web-03',
    url: null,
    source: 'prometheus',
    ...content,
  };
}

/** An alert that fires, of the incident of `anIncident`. */
export function anAlertRow(alert: Partial<TrackedAlert> = {}): TrackedAlert {
  return {
    key: key('disk-full'),
    incident: 'incident-1',
    status: 'firing',
    content: aContent(),
    startsAt: at(0),
    endsAt: null,
    endsAtIsTimeout: false,
    silenced: false,
    firstSeenAt: at(0),
    lastSeenAt: at(0),
    occurrences: 1,
    periods: 1,
    ...alert,
  };
}

/** An incident that was opened just now and wants a card. */
export function anIncident(incident: Partial<Incident> = {}): Incident {
  return {
    id: `incident-${incident.number ?? 1}`,
    number: 1,
    groupKey: `group-${incident.number ?? 1}`,
    status: 'triggered',
    severity: 'warning',
    alertSeverity: 'warning',
    title: 'DiskFull',
    description: 'The disk is full.',
    url: null,
    runbook: null,
    labels: { alertname: 'DiskFull' },
    source: 'prometheus',
    channel: '#alerts',
    hosts: ['web-03'],
    openedAt: at(0),
    openedBy: null,
    firstSeenAt: at(0),
    lastSeenAt: at(0),
    acknowledged: null,
    assignee: null,
    mute: null,
    resolution: null,
    reopened: null,
    withheld: null,
    alertCount: 1,
    firingCount: 1,
    audibleCount: 1,
    occurrenceCount: 1,
    cardRevision: 1,
    detailsRevision: 0,
    entryCount: 1,
    joined: null,
    ...incident,
  };
}

/** The first entry of the timeline of `anIncident`. */
export function anEntry(entry: Partial<TimelineEntry> = {}): TimelineEntry {
  return {
    incident: 'incident-1',
    seq: 1,
    at: at(0),
    actor: { type: 'source', name: 'prometheus' },
    reason: 'opened',
    thread: true,
    what: { kind: 'opened', title: 'DiskFull', severity: 'warning' },
    ...entry,
  };
}

/** A silence that is active for an hour. */
export function aSilence(silence: Partial<Silence> = {}): Silence {
  return {
    id: 'silence-1',
    matchers: [{ name: 'instance', operator: '=', value: 'web-03' }],
    startsAt: at(0),
    endsAt: at(3_600),
    author: 'ann',
    reason: 'new disk',
    updatedAt: at(0),
    ...silence,
  };
}

/** The delivery of `anIncident` once Slack shows all of it. */
export function aDelivery(delivery: Partial<Delivery> = {}): Delivery {
  return {
    incident: 'incident-1',
    team: 'T1',
    channelId: 'C1',
    generation: 0,
    card: { ts: '1767603600.000100', revision: 1 },
    details: null,
    cursor: 1,
    joined: null,
    attempt: null,
    rechecks: [],
    notBefore: null,
    failures: 0,
    fault: null,
    ...delivery,
  };
}

/** A timer of `anIncident`. */
export function aTimer(timer: Partial<Timer> = {}): Timer {
  return { kind: 'resolve', subject: 'incident-1', at: at(60), ...timer };
}

/** The change that saves a thing. */
export const put = {
  alert: (alert: Partial<TrackedAlert> = {}): Change => ({
    type: 'alert',
    alert: anAlertRow(alert),
  }),
  incident: (incident: Partial<Incident> = {}): Change => ({
    type: 'incident',
    incident: anIncident(incident),
  }),
  entry: (entry: Partial<TimelineEntry> = {}): Change => ({ type: 'entry', entry: anEntry(entry) }),
  silence: (silence: Partial<Silence> = {}): Change => ({
    type: 'silence',
    silence: aSilence(silence),
  }),
  delivery: (delivery: Partial<Delivery> = {}): Change => ({
    type: 'delivery',
    delivery: aDelivery(delivery),
  }),
  timer: (timer: Partial<Timer> = {}): Change => ({ type: 'timer', timer: aTimer(timer) }),
  timerOff: ({ kind, subject }: Pick<Timer, 'kind' | 'subject'> = aTimer()): Change => ({
    type: 'timer-off',
    kind,
    subject,
  }),
};

/** A scope for stores that load nothing. */
export const nothingNamed = (): Scope => ({
  alertKeys: [],
  groupKeys: [],
  incidents: [],
  numbers: [],
  silences: [],
});

/** Saves changes as one decision. */
export async function save(store: Store, ...changes: readonly Change[]): Promise<void> {
  await store.update(nothingNamed, () => ({ changes, outcomes: [] }));
}

/** What a decision would see. */
export async function look<T>(store: Store, read: (snapshot: Snapshot) => T): Promise<T> {
  const seen: T[] = [];
  await store.update(nothingNamed, (snapshot) => {
    seen.push(read(snapshot));
    return { changes: [], outcomes: [] };
  });
  return seen[0]!;
}

/** Texts that are hard to store: NUL, halves of surrogate pairs, names that objects have already. */
export const HARD_TEXTS = [
  'a',
  'a\0b\0',
  'a\0b\0c\0',
  '\ud800',
  '\udfff',
  '\ufffd',
  '\uffff',
  '\uffffd800',
  '__proto__',
  'constructor',
  '😀',
  "'; DROP TABLE alert; --",
] as const;

/** Any text, halves of surrogate pairs among it. */
export const anyText = fc
  .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 0xd800, 0xdfff, 0xffff)), { maxLength: 6 })
  .map((codes) => String.fromCharCode(...codes));

/** Any moment within some minutes. */
const anyInstant = fc.nat(20).map((tens) => at(tens * 10));

/** Any labels, few names. */
const anyLabels = fc
  .array(fc.tuple(fc.constantFrom(...HARD_TEXTS), anyText), { maxLength: 3 })
  .map((pairs) => Object.fromEntries(pairs));

/** Any incident of the few whose numbers are given; two at a time share a group. */
export function anyIncident(numbers: readonly number[]): fc.Arbitrary<Incident> {
  const shape = fc.record({
    number: fc.constantFrom(...numbers),
    status: fc.constantFrom(...STATUSES),
    severity: fc.constantFrom(...SEVERITIES),
    title: anyText,
    labels: anyLabels,
    channel: fc.constantFrom('#alerts', '#ops'),
    assignee: fc.constantFrom(null, { id: 'U1', name: 'ann' }),
    lastSeenAt: anyInstant,
    occurrenceCount: fc.nat(3),
    cardRevision: fc.nat(2),
    entryCount: fc.nat(2),
    mutedUntil: fc.option(fc.option(anyInstant)),
  });
  return shape.map(({ mutedUntil, ...some }) => ({
    ...anIncident(some),
    groupKey: `group-${Math.ceil(some.number / 2)}`,
    mute:
      mutedUntil === null
        ? null
        : { until: mutedUntil, by: { type: 'quell' }, at: at(0), reason: '', hidden: 0 },
  }));
}

/** Any change of the incidents whose numbers are given; what it refers to is among them. */
export function anyChange(numbers: readonly number[]): fc.Arbitrary<Change> {
  const incident = fc.constantFrom(...numbers).map((number) => `incident-${number}`);
  return fc.oneof(
    { arbitrary: anyAlertChange(incident), weight: 4 },
    { arbitrary: anyIncident(numbers).map((value) => put.incident(value)), weight: 3 },
    anyDeliveryChange(incident),
    anyTimerChange,
    anySilenceChange,
    fc.record({ incident, seq: fc.integer({ min: 1, max: 3 }), at: anyInstant }).map(put.entry),
  );
}

function anyAlertChange(incident: fc.Arbitrary<string>): fc.Arbitrary<Change> {
  const content = fc.oneof(
    fc.constantFrom(aContent(), aContent({ title: 'other' })),
    anyLabels.map((labels) => aContent({ labels })),
  );
  return fc
    .record({
      key: fc.constantFrom(...HARD_TEXTS.map(key)),
      incident,
      status: fc.constantFrom('firing', 'resolved'),
      content,
      startsAt: anyInstant,
      endsAt: fc.option(anyInstant),
      endsAtIsTimeout: fc.boolean(),
      silenced: fc.boolean(),
      lastSeenAt: anyInstant,
      occurrences: fc.nat(3),
    })
    .map(put.alert);
}

function anyDeliveryChange(incident: fc.Arbitrary<string>): fc.Arbitrary<Change> {
  return fc.tuple(incident, fc.option(fc.nat(2)), fc.nat(2)).map(([of, revision, cursor]) =>
    put.delivery({
      incident: of,
      card: revision === null ? null : { ts: `${of}.${revision}`, revision },
      cursor,
    }),
  );
}

const anyTimer = fc.record({
  kind: fc.constantFrom('resolve', 'silence'),
  subject: fc.constantFrom('incident-1', 'incident-2'),
  at: anyInstant,
});

const anyTimerChange: fc.Arbitrary<Change> = fc.oneof(
  anyTimer.map(put.timer),
  fc
    .tuple(anyTimer, fc.constantFrom(...HARD_TEXTS))
    .map(([timer, after]) => put.timer({ ...timer, after: key(after) })),
  anyTimer.map(put.timerOff),
);

const anySilenceChange: fc.Arbitrary<Change> = fc
  .record({ id: fc.constantFrom('s1', 's2', 's3'), startsAt: anyInstant, endsAt: anyInstant })
  .map(put.silence);
