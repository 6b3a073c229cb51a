import { isPending } from '../../domain/delivery.ts';
import { type Incident, isMuted, isOpen } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import type { Due } from '../../domain/timer.ts';
import type { IncidentQuery, Pending, Store } from '../store.ts';
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
    once: async (name, make) => {
      const value = kept.get(name) ?? make();
      kept.set(name, value);
      return value;
    },
    check: async () => {},
    close: async () => {},
  };
}

type Reads = Omit<Store, 'update' | 'once' | 'check' | 'close'>;

function readsOf(state: MemoryState): Reads {
  return {
    due: async (now, limit) =>
      allDue(state)
        .filter((due) => due.at <= now)
        .slice(0, limit),
    nextDueAt: async () => allDue(state)[0]?.at ?? null,
    incident: async (id) => state.incident(id),
    incidentNumbered: async (number) => state.incidentNumbered(number),
    incidents: async (query) => select(state, query),
    incidentAt: async (channelId, ts) => standingAt(state, channelId, ts),
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
    delivery: async (id) => state.delivery(id),
    pending: async (channel) =>
      allPending(state).filter(({ incident }) => incident.channel === channel),
    pendingChannels: async () =>
      [...new Set(allPending(state).map(({ incident }) => incident.channel))].sort(),
    counts: async () => countsOf(state),
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
  return [...timers, ...ends].sort((a, b) => a.at - b.at || (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf(due: Due): string {
  return due.type === 'timer' ? `${due.timer.kind}:${due.timer.subject}` : `alert:${due.alert}`;
}

function select(state: MemoryState, query: IncidentQuery): readonly Incident[] {
  return [...state.incidents.values()]
    .filter((incident) => isWanted(incident, query))
    .sort((a, b) => b.number - a.number)
    .slice(0, query.limit);
}

function isWanted(incident: Incident, query: IncidentQuery): boolean {
  return (
    (query.status === undefined || hasStatus(incident, query.status, query.now)) &&
    (query.severity === undefined || incident.severity === query.severity) &&
    (query.assignee === undefined || incident.assignee?.id === query.assignee) &&
    (query.below === undefined || incident.number < query.below) &&
    (query.text === undefined || contains(incident, query.text.toLowerCase()))
  );
}

function hasStatus(
  incident: Incident,
  status: NonNullable<IncidentQuery['status']>,
  now: Instant,
): boolean {
  if (status === 'open') return isOpen(incident);
  if (status === 'muted') return isOpen(incident) && isMuted(incident, now);
  return incident.status === status;
}

function contains(incident: Incident, text: string): boolean {
  const texts = [incident.title, incident.description, ...Object.values(incident.labels)];
  return texts.some((part) => part.toLowerCase().includes(text));
}

function standingAt(state: MemoryState, channelId: string, ts: string): Incident | undefined {
  for (const delivery of state.deliveries.values()) {
    if (delivery.channelId === channelId && delivery.card?.ts === ts) {
      return state.incident(delivery.incident);
    }
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

function allPending(state: MemoryState): readonly Pending[] {
  return [...state.incidents.values()]
    .map((incident) => ({ incident, delivery: state.delivery(incident.id) }))
    .filter(({ incident, delivery }) => isPending(incident, delivery));
}

function countsOf(state: MemoryState) {
  const incidents = [...state.incidents.values()];
  const count = (status: string) =>
    incidents.filter((incident) => incident.status === status).length;
  return {
    triggered: count('triggered'),
    acknowledged: count('acknowledged'),
    resolved: count('resolved'),
    firingAlerts: state.firing().length,
    pending: allPending(state).length,
  };
}
