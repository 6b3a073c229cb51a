import type { Release } from '../../domain/error-group.ts';
import { HttpFault, stored } from '../faults.ts';
import { projectNames } from '../projects.ts';
import type { IntakeDeps } from '../take-in.ts';

/** Which release a request speaks of. */
export interface Spoken {
  readonly version: string;
  /** The projects that it names; none: it names none. */
  readonly projects: readonly string[];
  /** The organization in its path. */
  readonly org: string;
}

/**
 * The releases with a version, of the projects that a request names. Some requests of `sentry-cli` name none, since at
 * Sentry a release is an organization's: then of each configured project, of the one that stands before the version's "@",
 * and of the one that is called as the organization.
 */
export async function releasesNamed(deps: IntakeDeps, spoken: Spoken): Promise<readonly Release[]> {
  const { version } = spoken;
  const names = spoken.projects.length > 0 ? spoken.projects : candidates(deps, spoken);
  const found = names.map((project) => stored(deps.store.releaseOf({ project, version })));
  return (await Promise.all(found)).flatMap((release) => release ?? []);
}

/** The projects that a request is about: those that it names, else those that have the release already. */
export async function projectsOf(deps: IntakeDeps, spoken: Spoken): Promise<readonly string[]> {
  if (spoken.projects.length > 0) return spoken.projects;
  const known = await releasesNamed(deps, spoken);
  if (known.length > 0) return known.map(({ project }) => project);
  throw unknownRelease(spoken.version);
}

/** 404: no project has the release. */
export function unknownRelease(version: string): HttpFault {
  const shown = JSON.stringify(version.slice(0, 200));
  const how = 'Make it first, with "sentry-cli releases new --project NAME VERSION".';
  return new HttpFault(404, 'unknown_release', `No project has the release ${shown}. ${how}`);
}

function candidates({ configured }: IntakeDeps, { version, org }: Spoken): readonly string[] {
  const [before = ''] = version.split('@');
  return [...new Set([...projectNames(configured()), before, org])];
}
