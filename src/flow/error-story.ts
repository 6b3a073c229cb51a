import type { ErrorGroup, ErrorStory, Release } from '../domain/error-group.ts';
import type { Incident } from '../domain/incident.ts';
import type { Store } from '../store/store.ts';

/** The reads that it is made of. */
export type ErrorStore = Pick<Store, 'errorGroup' | 'newestSample' | 'releaseOf' | 'mergedInto'>;

/** The error group of an incident with one of its events; null: it is of no error, or that is kept no longer. */
export async function errorStoryOf(
  store: ErrorStore,
  incident: Pick<Incident, 'error'>,
): Promise<ErrorStory | null> {
  const group = incident.error ? await store.errorGroup(incident.error.group) : undefined;
  if (!group) return null;
  const [sample, release, merged] = await Promise.all([
    store.newestSample(group.id),
    firstRelease(store, group),
    store.mergedInto(group.id),
  ]);
  return { group, event: sample?.event ?? null, release: release ?? null, took: merged.length };
}

async function firstRelease(
  store: ErrorStore,
  { project, firstRelease: version }: ErrorGroup,
): Promise<Release | undefined> {
  return version === '' ? undefined : store.releaseOf({ project, version });
}
