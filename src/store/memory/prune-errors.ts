import {
  type ErrorGroup,
  type ErrorSample,
  type Release,
  releaseKey,
} from '../../domain/error-group.ts';
import type { Instant } from '../../domain/time.ts';
import { byFirstSeen, byReceipt, RELEASES_KEPT, sampleKey } from '../errors.ts';
import type { Retention } from '../store.ts';
import type { MemoryState } from './state.ts';

/** Deletes old errors, at most `limit` of each kind, the oldest first; answers how many of each. */
export function pruneErrors(
  state: MemoryState,
  { errorsBefore, errorsPerProject }: Retention,
  limit: number,
): readonly number[] {
  const old = pruneOldSamples(state, errorsBefore, limit);
  return [
    old,
    pruneTooMany(state, errorsPerProject, limit - old),
    pruneGroups(state, errorsBefore, limit),
    pruneReleases(state, errorsBefore, limit),
  ];
}

function pruneOldSamples(state: MemoryState, before: Instant, limit: number): number {
  const old = [...state.errors.samples.values()].filter(
    ({ keepsake, receivedAt }) => keepsake === null && receivedAt < before,
  );
  return removeSamples(state, old.sort(byReceipt).toReversed().slice(0, limit));
}

/** Of one project after the other; those that are kept for ever last. */
function pruneTooMany(state: MemoryState, most: number, limit: number): number {
  const projects = byProject(state.errors.samples.values(), ({ event }) => event.project);
  const tooMany = [...projects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, samples]) =>
      samples
        .sort((a, b) => forEver(a) - forEver(b) || byReceipt(b, a))
        .slice(0, Math.max(0, samples.length - most)),
    );
  return removeSamples(state, tooMany.slice(0, limit));
}

function forEver({ keepsake }: ErrorSample): number {
  return keepsake === null ? 0 : 1;
}

function removeSamples({ errors }: MemoryState, samples: readonly ErrorSample[]): number {
  for (const sample of samples) errors.samples.delete(sampleKey(sample));
  return samples.length;
}

function pruneGroups(state: MemoryState, before: Instant, limit: number): number {
  const { errors, incidents } = state;
  const isOld = ({ lastSeenAt, incident, mergedInto }: ErrorGroup) =>
    lastSeenAt < before &&
    (incident === null || !incidents.has(incident)) &&
    (mergedInto === null || !errors.groups.has(mergedInto));
  const old = [...errors.groups.values()]
    .filter(isOld)
    .sort((a, b) => a.lastSeenAt - b.lastSeenAt || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
  for (const { id } of old) {
    errors.groups.delete(id);
    removeSamples(
      state,
      [...errors.samples.values()].filter(({ group }) => group === id),
    );
  }
  return old.length;
}

function pruneReleases(state: MemoryState, before: Instant, limit: number): number {
  const projects = byProject(state.errors.releases.values(), ({ project }) => project);
  const old = [...projects.values()]
    .flatMap((releases) => releases.sort(byFirstSeen).slice(RELEASES_KEPT))
    .filter(({ firstSeenAt }) => firstSeenAt < before)
    .sort(oldestFirst)
    .slice(0, limit);
  for (const release of old) state.errors.releases.delete(releaseKey(release));
  return old.length;
}

function oldestFirst(a: Release, b: Release): number {
  return a.firstSeenAt - b.firstSeenAt || ascending(a.project, b.project) || byFirstSeen(b, a);
}

function ascending(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function byProject<T>(items: Iterable<T>, projectOf: (item: T) => string): Map<string, T[]> {
  const projects = new Map<string, T[]>();
  for (const item of items) {
    const project = projectOf(item);
    projects.set(project, [...(projects.get(project) ?? []), item]);
  }
  return projects;
}
