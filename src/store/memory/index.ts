import { type Incident, isOpen } from '../../domain/incident.ts';
import { type Due, dueKey } from '../../domain/timer.ts';
import { aloneCoordination, type Coordination } from '../alone.ts';
import type { ErrorReads } from '../errors.ts';
import { openLossesOf } from '../losses.ts';
import type { Store, StoreCounts } from '../store.ts';
import { errorReadsOf } from './errors.ts';
import { type HabitReads, habits } from './habits.ts';
import { select } from './incident-list.ts';
import { allPending, subjectOf } from './pending.ts';
import { prune } from './prune.ts';
import { MemoryState } from './state.ts';

/** A store that forgets everything at the end: the model of all others, and quick in tests. */
export function memoryStore(): Store {
  const state = new MemoryState();
  const kept = new Map<string, string>();
  return {
    update: async (_scope, decide) => {
      const decision = decide(state);
      for (const change of decision.changes) state.apply(change);
      return decision;
    },
    ...readsOf(state),
    ...subjectReadsOf(state),
    ...errorReadsOf(state),
    ...habits(),
    ...aloneCoordination(),
    recordings: async (query) => state.recordings.page(query),
    audit: async (query) => state.recordings.audit(query),
    prune: async (retention, limit) => prune(state, retention, limit),
    once: async (name, make) => {
      const value = kept.get(name) ?? make();
      kept.set(name, value);
      return value;
    },
    check: async () => {},
    close: async () => {},
  };
}

type SubjectReads = Pick<
  Store,
  | 'storm'
  | 'stormOf'
  | 'notice'
  | 'openLosses'
  | 'subject'
  | 'delivery'
  | 'pending'
  | 'pendingChannels'
>;
type Writes = 'update' | 'recordings' | 'audit' | 'prune' | 'once' | 'check' | 'close';
type Others = SubjectReads & ErrorReads & HabitReads & Coordination;
type Reads = Omit<Store, Writes | keyof Others>;

function readsOf(state: MemoryState): Reads {
  return {
    due: async (now, limit) =>
      allDue(state)
        .filter((due) => due.at <= now)
        .slice(0, limit),
    nextDueAt: async () => allDue(state)[0]?.at ?? null,
    incident: async (id) => state.incident(id),
    incidentNumbered: async (number) => state.incidentNumbered(number),
    incidents: async (query) => select(state.incidents.values(), query),
    incidentAt: async (channelId, ts) => standingAt(state, channelId, ts),
    alert: async (key) => state.alert(key),
    alertsOf: async (id, limit) => alertsOf(state, id).slice(0, limit),
    firing: async () => state.firing(),
    timeline: async (id, after, limit) =>
      timelineOf(state, id)
        .filter((entry) => entry.seq > after)
        .slice(0, limit),
    entry: async (id, seq) => state.entries.get(id)?.get(seq),
    silence: async (id) => state.silence(id),
    silences: async () =>
      [...state.silenceById.values()].sort(
        (a, b) => b.startsAt - a.startsAt || (a.id < b.id ? -1 : 1),
      ),
    counts: async () => countsOf(state),
  };
}

function subjectReadsOf(state: MemoryState): SubjectReads {
  return {
    storm: async (id) => state.storm(id),
    stormOf: async (channel) =>
      [...state.storms.values()].find(
        (storm) => storm.channel === channel && storm.endedAt === null,
      ),
    notice: async (id) => state.notices.get(id),
    openLosses: async () => openLossesOf([...state.notices.values()]),
    subject: async (id) => subjectOf(state, id),
    delivery: async (id) => state.delivery(id),
    pending: async (channel) =>
      allPending(state).filter(({ subject }) => subject.shown.channel === channel),
    pendingChannels: async () =>
      [...new Set(allPending(state).map(({ subject }) => subject.shown.channel))].sort(),
  };
}

function allDue(state: MemoryState): readonly Due[] {
  const timers = [...state.timers.values()].map(
    (timer): Due => ({ type: 'timer', at: timer.at, timer }),
  );
  const ends = state
    .firing()
    .flatMap((alert): Due[] =>
      alert.endsAt === null ? [] : [{ type: 'alert-end', at: alert.endsAt, alert: alert.key }],
    );
  return [...timers, ...ends].sort((a, b) => a.at - b.at || (dueKey(a) < dueKey(b) ? -1 : 1));
}

function standingAt(state: MemoryState, channelId: string, ts: string): Incident | undefined {
  for (const { card, subject, ...delivery } of state.deliveries.values()) {
    if (delivery.channelId === channelId && card?.ts === ts) return state.incident(subject);
  }
  return undefined;
}

function alertsOf(state: MemoryState, id: string) {
  const firing = (alert: { status: string }) => (alert.status === 'firing' ? 0 : 1);
  return [...state.alerts.values()]
    .filter((alert) => alert.incident === id)
    .sort(
      (a, b) => firing(a) - firing(b) || b.lastSeenAt - a.lastSeenAt || (a.key < b.key ? -1 : 1),
    );
}

function timelineOf(state: MemoryState, id: string) {
  return [...(state.entries.get(id)?.values() ?? [])].sort((a, b) => a.seq - b.seq);
}

function countsOf(state: MemoryState): StoreCounts {
  const incidents = [...state.incidents.values()];
  const count = (status: string) =>
    incidents.filter((incident) => incident.status === status).length;
  return {
    triggered: count('triggered'),
    acknowledged: count('acknowledged'),
    resolved: count('resolved'),
    withheld: incidents.filter((incident) => isOpen(incident) && incident.withheld !== null).length,
    firingAlerts: state.firing().length,
    pending: allPending(state).length,
  };
}
