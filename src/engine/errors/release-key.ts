import type { ReleaseId } from '../../domain/error-group.ts';

/** One text for each release. */
export function releaseKey({ project, version }: ReleaseId): string {
  return `${project}\0${version}`;
}
