import type { Snapshot } from '../../src/domain/decision.ts';
import { isOpen } from '../../src/domain/incident.ts';
import type { Recording } from '../../src/domain/recording.ts';
import type { Due } from '../../src/domain/timer.ts';
import type { AuditQuery, IncidentQuery, RecordingQuery, Store } from '../../src/store/store.ts';
import { allErrors } from './all-errors.ts';
import { look } from './saving.ts';
import { at, key } from './state.ts';
import { HARD_TEXTS } from './texts.ts';

const ALL = 1_000;
const LATE = at(1e6);

const QUERIES: readonly Partial<IncidentQuery>[] = [
  { status: 'open' },
  { status: 'acknowledged' },
  { status: 'resolved' },
  { status: 'muted' },
  { status: 'muted', now: at(100) },
  { severity: 'critical' },
  { assignee: 'U1' },
  { text: 'A' },
  { hideWithheld: true },
  { storm: 'storm-1' },
  { since: at(100) },
  { openedSince: at(50), openedBefore: at(100) },
];

const STORMS = ['storm-1', 'storm-2'];
const CHANNELS = ['#alerts', '#ops'];
const SUBJECTS = ['incident-1', ...STORMS, 'notice-1', 'notice-2', 'none'];

const AUDITS: readonly Partial<AuditQuery>[] = [
  {},
  { unheard: true },
  { from: at(60), to: at(120), limit: 2 },
  { text: 'A' },
  { incident: 'incident-1', reasons: ['opened', 'duplicate'] },
];

/** What a store answers to every question; what it may answer in any order is sorted. */
export async function allOf(store: Store) {
  const incidents = await store.incidents({ limit: ALL, now: at(0) });
  const next = await store.nextDueAt();
  const due = sorted(await store.due(LATE, ALL), nameOf);
  return {
    incidents,
    lists: await Promise.all(
      QUERIES.map(async (query) => numbers(store, { limit: ALL, now: at(0), ...query })),
    ),
    each: await Promise.all(incidents.map(({ id, number }) => allOfIncident(store, id, number))),
    firing: sorted(await store.firing(), (alert) => alert.key),
    silences: sorted(await store.silences(), ({ id }) => id),
    silenceOrder: (await store.silences()).map(({ startsAt }) => startsAt),
    due,
    nextIsRight: next === null ? due.length === 0 : due.every((each) => next <= each.at),
    pending: await allPending(store),
    counts: await store.counts(),
    ...(await allOfSubjects(store)),
    ...(await allRecorded(store)),
    errors: await allErrors(store),
    snapshot: await look(store, allOfSnapshot),
    groups: await look(store, (snapshot) =>
      ['group-1', 'group-2', 'group-3'].map((group) => {
        const open = incidents.filter((each) => each.groupKey === group && isOpen(each));
        // Which of several open ones is the latest is not settled.
        return open.length > 1 ? 'several' : snapshot.latestOf(group);
      }),
    ),
  };
}

async function allOfIncident(store: Store, id: string, number: number) {
  const alerts = await store.alertsOf(id, ALL);
  const delivery = await store.delivery(id);
  return {
    byId: await store.incident(id),
    byNumber: await store.incidentNumbered(number),
    alerts: sorted(alerts, (alert) => alert.key),
    alertOrder: alerts.map(({ status, lastSeenAt }) => [status, lastSeenAt]),
    timeline: await store.timeline(id, 0, ALL),
    entry: await store.entry(id, 1),
    delivery,
    atItsCard: delivery?.card && (await store.incidentAt(delivery.channelId, delivery.card.ts))?.id,
    seen: await look(store, (snapshot) => [
      snapshot.incident(id),
      snapshot.incidentNumbered(number),
      snapshot.delivery(id),
      sorted(snapshot.firingOf(id), (alert) => alert.key),
    ]),
  };
}

async function allOfSubjects(store: Store) {
  const each = <T>(ids: readonly string[], read: (id: string) => Promise<T>) =>
    Promise.all(ids.map(read));
  return {
    storms: await each(STORMS, (id) => store.storm(id)),
    running: await each(CHANNELS, (channel) => store.stormOf(channel)),
    notices: await each(SUBJECTS, (id) => store.notice(id)),
    subjects: await each(SUBJECTS, (id) => store.subject(id)),
    deliveries: await each(SUBJECTS, (id) => store.delivery(id)),
    theirTimelines: await each(STORMS, (id) => store.timeline(id, 0, ALL)),
  };
}

async function allRecorded(store: Store) {
  return {
    recordings: await paged(store, { since: at(0), limit: 2 }),
    someRecordings: await paged(store, { since: at(50), before: at(120), limit: 3 }),
    audits: await Promise.all(AUDITS.map(async (query) => store.audit({ limit: ALL, ...query }))),
  };
}

async function paged(store: Store, query: RecordingQuery): Promise<readonly Recording[]> {
  const { recordings, cursor } = await store.recordings(query);
  if (cursor === null) return recordings;
  return [...recordings, ...(await paged(store, { ...query, after: cursor }))];
}

function allOfSnapshot(snapshot: Snapshot) {
  return {
    alerts: HARD_TEXTS.map((text) => snapshot.alert(key(text))),
    firing: snapshot.firingAfter(null, ALL),
    some: snapshot.firingAfter(key('a'), 2),
    inhibiting: ['rule 1', 'rule 2'].map((rule) => snapshot.inhibiting(rule)),
    inhibited: ['rule 1', 'rule 2'].map((rule) => [
      snapshot.inhibitedBy(rule, null, ALL),
      snapshot.inhibitedBy(rule, key('a'), 2),
    ]),
    paces: CHANNELS.map((channel) => snapshot.pace(channel)),
    storms: STORMS.map((id) => [snapshot.storm(id), snapshot.delivery(id)]),
    waiting: STORMS.map((id) => [
      snapshot.withheldByStorm(id, ALL),
      snapshot.withheldByStorm(id, 1),
    ]),
    muted: snapshot.mutedUntilDeploy('shop'),
    silences: [0, 50, 100, 20].map((seconds) =>
      sorted(snapshot.silences(at(seconds)), ({ id }) => id),
    ),
  };
}

async function allPending(store: Store) {
  const channels = [...(await store.pendingChannels())].sort();
  return Promise.all(
    channels.map(async (channel) => ({
      channel,
      pending: sorted(await store.pending(channel), ({ subject }) => subject.shown.id),
    })),
  );
}

async function numbers(store: Store, query: IncidentQuery): Promise<readonly number[]> {
  return (await store.incidents(query)).map(({ number }) => number);
}

function nameOf(due: Due): string {
  const subject = due.type === 'timer' ? `${due.timer.kind} ${due.timer.subject}` : due.alert;
  return `${due.at} ${due.type} ${subject}`;
}

function sorted<T>(items: readonly T[], by: (item: T) => string): readonly T[] {
  return [...items].sort((a, b) => (by(a) < by(b) ? -1 : 1));
}
