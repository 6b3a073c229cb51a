import type { ErrorEvent } from '../../domain/error-event.ts';
import {
  COMMITS_KEPT,
  type Commit,
  DEPLOYS_KEPT,
  type Deploy,
  FILES_KEPT,
  type Release,
} from '../../domain/error-group.ts';
import { type Instant, instant } from '../../domain/time.ts';
import type { Draft } from '../draft.ts';

/** The release of an event, which is remembered from the first event on that names it; null where it names none. */
export function seenRelease(
  draft: Draft,
  { project, release: version }: ErrorEvent,
  now: Instant,
): Release | null {
  if (version === '') return null;
  const known = draft.errors.release({ project, version });
  if (known) return known;
  return draft.errors.putRelease({
    project,
    version,
    firstSeenAt: now,
    deploys: [],
    commits: [],
    url: null,
  });
}

/** Adds what was said of a release to what is known of it. */
export function putRelease(draft: Draft, told: Release): void {
  const known = draft.errors.release(told);
  draft.errors.putRelease(known ? united(known, told) : bounded(told));
}

function united(known: Release, told: Release): Release {
  return bounded({
    ...known,
    firstSeenAt: instant(Math.min(known.firstSeenAt, told.firstSeenAt)),
    deploys: [...known.deploys, ...told.deploys],
    commits: [...known.commits, ...told.commits],
    url: told.url ?? known.url,
  });
}

function bounded(release: Release): Release {
  return {
    ...release,
    deploys: unique(release.deploys, deployKey)
      .sort((a, b) => a.at - b.at)
      .slice(-DEPLOYS_KEPT),
    commits: unique(release.commits, commitKey)
      .slice(-COMMITS_KEPT)
      .map((commit) => ({ ...commit, files: commit.files.slice(0, FILES_KEPT) })),
  };
}

function deployKey({ environment, at }: Deploy): string {
  return `${environment}\0${at}`;
}

function commitKey({ repository, id }: Commit): string {
  return `${repository}\0${id}`;
}

/** In the place of the first of its kind, as the last one says it. */
function unique<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
