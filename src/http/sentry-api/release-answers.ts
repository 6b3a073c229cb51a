import type { Commit, Deploy, Release } from '../../domain/error-group.ts';
import { rfc3339, rfc3339OrNull } from '../times.ts';

/** A release as `sentry-cli` reads it. https://docs.sentry.io/api/releases/ */
export function releaseAnswer(
  { version, url, firstSeenAt, deploys, commits }: Release,
  projects: readonly string[],
  releasedAt?: string,
) {
  const [first] = deploys;
  return {
    id: 1,
    version,
    shortVersion: version,
    url,
    dateCreated: rfc3339(firstSeenAt),
    dateReleased: releasedAt ?? rfc3339OrNull(first?.at),
    newGroups: 0,
    firstEvent: null,
    lastEvent: null,
    commitCount: commits.length,
    deployCount: deploys.length,
    authors: [],
    projects: projects.map((name) => ({ slug: name, name })),
  };
}

/** A deploy as `sentry-cli` reads it. */
export function deployAnswer({ environment, at, name, url }: Deploy, index: number) {
  return {
    id: String(index + 1),
    environment,
    name: name || null,
    url,
    dateStarted: null,
    dateFinished: rfc3339(at),
  };
}

/** A commit as `sentry-cli` reads it. */
export function commitAnswer({ id, author, message, repository, at }: Commit) {
  return {
    id,
    message,
    author: author === '' ? null : { name: author },
    repository: { name: repository },
    dateCreated: rfc3339OrNull(at),
  };
}
