import type { ErrorResolution } from '../../domain/error-group.ts';
import type { Resolution } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import type { Draft } from '../draft.ts';
import type { Noted } from './note.ts';
import { isWithoutFix, regressionOf } from './old-release.ts';

/**
 * What an event is to an incident that is not open: a group has one on each route, and each was resolved in a release of its own.
 * Null: its release is too old to bring that one back.
 */
export function asAfter(
  draft: Draft,
  noted: Noted,
  resolution: Resolution | null,
  now: Instant,
): Noted | null {
  const { event } = noted;
  const own = resolution && errorResolution(draft, event.project, resolution);
  if (!own) return noted.isOld ? null : noted;
  const seen = draft.errors.release({ project: event.project, version: event.release });
  const afterwards = { event, seenAt: seen?.firstSeenAt ?? null, now };
  if (isWithoutFix(own, afterwards)) return null;
  // Who merged it did not resolve it, and who did is not known any more.
  const by = resolution.how === 'merged' ? null : own.by;
  const regression = regressionOf({ ...own, by }, afterwards) ?? noted.regression;
  // Its group was resolved in a later release on another route, and is back all the same.
  const group = noted.isOld
    ? draft.errors.putGroup({ ...noted.group, resolved: null })
    : noted.group;
  return { ...noted, group, isOld: false, regression };
}

/** Null: it was resolved in no release. */
function errorResolution(
  draft: Draft,
  project: string,
  { at, by, release }: Resolution,
): ErrorResolution | null {
  if (!release) return null;
  const { version, inNext } = release;
  // One that is forgotten was seen before it was named.
  const firstSeenAt = draft.errors.release({ project, version })?.firstSeenAt ?? at;
  return { at, by, release: { version, firstSeenAt }, inNext };
}
