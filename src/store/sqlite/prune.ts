import type { Instant } from '../../domain/time.ts';
import type { Retention } from '../store.ts';
import type { Rows } from './rows/rows.ts';
import type { Kind, Messages } from './working-set/messages.ts';
import type { WorkingSet } from './working-set/working-set.ts';

/** What was deleted. */
export interface Pruned {
  /** The places of recordings, to be settled once the transaction is through. */
  readonly recordings: readonly number[];
  /** How many of all kinds. */
  readonly count: number;
}

interface Parts {
  readonly rows: Rows;
  readonly set: WorkingSet;
}

/** Deletes what is old within the caller's transaction; when that fails the working set is to be read anew. */
export function prune({ rows, set }: Parts, retention: Retention, limit: number): Pruned {
  const { recordingsBefore, resolvedBefore } = retention;
  const recordings = set.recordings.prune(recordingsBefore, limit);
  const incidents = rows.old.deleteIncidents(resolvedBefore, limit);
  set.incidents.forgetResolved(incidents);
  const silences = rows.old.deleteSilences(resolvedBefore, limit);
  set.silences.forget(silences);
  const storms = oldStorms(set, resolvedBefore, limit);
  remove(rows, set.storms, storms);
  const notices = oldNotices(set, resolvedBefore, limit);
  remove(rows, set.notices, notices);
  const counts = [recordings, silences, storms, notices].map(({ length }) => length);
  const errors = pruneErrors({ rows, set }, retention, limit);
  return { recordings, count: counts.reduce((sum, count) => sum + count, incidents + errors) };
}

function pruneErrors(
  { rows: { oldErrors }, set: { errors } }: Parts,
  { errorsBefore, errorsPerProject }: Retention,
  limit: number,
): number {
  const samples = oldErrors.deleteSamples(errorsBefore, limit);
  const tooMany = oldErrors.deleteTooMany(errorsPerProject, limit - samples);
  const groups = oldErrors.deleteGroups(errorsBefore, limit);
  errors.groups.forget(groups);
  const releases = oldErrors.deleteReleases(errorsBefore, limit);
  if (releases > 0) errors.releases.forget();
  return samples + tooMany + groups.length + releases;
}

function oldStorms({ storms, incidents }: WorkingSet, before: Instant, limit: number) {
  const old = storms.all().filter(({ id, endedAt }) => {
    const isOld = endedAt !== null && endedAt < before && !storms.isPending(id);
    return isOld && incidents.withheldByStorm(id, 1).length === 0;
  });
  return idsOf(old, ({ startedAt }) => startedAt).slice(0, limit);
}

function oldNotices({ notices }: WorkingSet, before: Instant, limit: number) {
  const old = notices.all().filter(({ id, at }) => at < before && !notices.isPending(id));
  return idsOf(old, ({ at }) => at).slice(0, limit);
}

function idsOf<T extends { readonly id: string }>(old: T[], by: (item: T) => number): string[] {
  return old.sort((a, b) => by(a) - by(b) || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
}

function remove<S extends Kind>(rows: Rows, messages: Messages<S>, ids: readonly string[]): void {
  for (const id of ids) {
    messages.delete(id);
    rows.old.deleteWhatBelongsTo(id);
  }
}
