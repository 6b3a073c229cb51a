import { isPending, type Shown } from '../../domain/delivery.ts';
import { type Incident, isOpen } from '../../domain/incident.ts';
import type { Storm } from '../../domain/storm.ts';
import type { Instant } from '../../domain/time.ts';
import type { Retention } from '../store.ts';
import { pruneErrors } from './prune-errors.ts';
import type { MemoryState } from './state.ts';

/** Deletes what is old, at most `limit` of each kind, the oldest first; answers how many. */
export function prune(state: MemoryState, retention: Retention, limit: number): number {
  const { recordingsBefore, resolvedBefore } = retention;
  const counts = [
    state.recordings.prune(recordingsBefore, limit),
    pruneIncidents(state, resolvedBefore, limit),
    pruneStorms(state, resolvedBefore, limit),
    pruneNotices(state, resolvedBefore, limit),
    pruneSilences(state, resolvedBefore, limit),
    ...pruneErrors(state, retention, limit),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}

function pruneIncidents(state: MemoryState, before: Instant, limit: number): number {
  const isOld = (incident: Incident) =>
    !isOpen(incident) &&
    incident.resolution !== null &&
    incident.resolution.at < before &&
    !isIgnoredForEver(incident) &&
    state.firingOf(incident.id).length === 0 &&
    isShown(state, incident);
  const over = firstOf(state.incidents.values(), isOld, ({ resolution }) => resolution?.at ?? 0);
  const old = over.slice(0, limit);
  for (const { id } of old) {
    state.incidents.delete(id);
    forget(state, id);
    for (const { key, incident } of state.alerts.values()) {
      if (incident === id) state.alerts.delete(key);
    }
  }
  return old.length;
}

/** What people never want to hear of must be known as long. */
function isIgnoredForEver({ mute }: Incident): boolean {
  return mute?.ignores === true && mute.until === null;
}

function pruneStorms(state: MemoryState, before: Instant, limit: number): number {
  const isOld = (storm: Storm) =>
    storm.endedAt !== null &&
    storm.endedAt < before &&
    state.withheldByStorm(storm.id, 1).length === 0 &&
    isShown(state, storm);
  const old = firstOf(state.storms.values(), isOld, ({ startedAt }) => startedAt);
  for (const { id } of old.slice(0, limit)) {
    state.storms.delete(id);
    forget(state, id);
  }
  return Math.min(old.length, limit);
}

function pruneNotices(state: MemoryState, before: Instant, limit: number): number {
  const old = firstOf(
    state.notices.values(),
    (notice) => notice.at < before && isShown(state, notice),
    ({ at }) => at,
  );
  for (const { id } of old.slice(0, limit)) {
    state.notices.delete(id);
    forget(state, id);
  }
  return Math.min(old.length, limit);
}

function pruneSilences(state: MemoryState, before: Instant, limit: number): number {
  const old = firstOf(
    state.silenceById.values(),
    ({ endsAt }) => endsAt < before,
    ({ endsAt }) => endsAt,
  );
  for (const { id } of old.slice(0, limit)) state.silenceById.delete(id);
  return Math.min(old.length, limit);
}

function isShown(state: MemoryState, shown: Shown): boolean {
  return !isPending(shown, state.delivery(shown.id));
}

function forget(state: MemoryState, id: string): void {
  state.entries.delete(id);
  state.deliveries.delete(id);
}

/** Those that are wanted, in order; by id where that says nothing. */
function firstOf<T extends { readonly id: string }>(
  items: Iterable<T>,
  isWanted: (item: T) => boolean,
  by: (item: T) => number,
): readonly T[] {
  return [...items].filter(isWanted).sort((a, b) => by(a) - by(b) || (a.id < b.id ? -1 : 1));
}
