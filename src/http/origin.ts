import type { SourceSettings } from '../config/settings.ts';
import type { Origin, Source } from '../sources/source.ts';
import type { HttpDeps } from './deps.ts';
import { projectNumbered } from './projects.ts';

/** A configured sender, among all of them: errors of sources with the same number go to one project. */
export function originOf(
  { name, resolveTimeout, project: number }: SourceSettings,
  source: Source,
  configured: readonly SourceSettings[],
): Origin {
  const project = number === null ? undefined : projectNumbered(configured, number);
  return {
    name,
    resolveTimeout: resolveTimeout ?? source.resolveTimeout,
    ...(project !== undefined && { project }),
  };
}

/** The same sender with what a source needs to know of what arrives now. */
export function arriving(origin: Origin, { clock, scrub }: Pick<HttpDeps, 'clock' | 'scrub'>) {
  return { ...origin, receivedAt: clock.now(), scrub: scrub() } satisfies Origin;
}
