import type { ErrorEvent } from '../../domain/error-event.ts';
import type { ErrorResolution } from '../../domain/error-group.ts';
import type { Regression } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import { isNewerRelease, isOlderRelease } from './releases.ts';

/** An event that comes after its error was resolved. */
export interface Afterwards {
  readonly event: ErrorEvent;
  /** When its release was first seen; null: it names none. */
  readonly seenAt: Instant | null;
  readonly now: Instant;
}

/**
 * Whether what runs there is too old to have the fix. An event that names no release may have it, unless a person said that
 * only a later release counts.
 */
export function isWithoutFix(
  { release, inNext }: ErrorResolution,
  { event, seenAt }: Afterwards,
): boolean {
  if (!release) return false;
  if (isOlderRelease(event.release, release, seenAt)) return true;
  return inNext && !isNewerRelease(event.release, release, seenAt);
}

/** The error is back in a later release than the one in which it was resolved; null: in the same, or nobody knows. */
export function regressionOf(
  { release, by }: ErrorResolution,
  { event, seenAt, now }: Afterwards,
): Regression | null {
  if (!release || !isNewerRelease(event.release, release, seenAt)) return null;
  return { at: now, release: event.release, resolvedIn: release.version, resolvedBy: by };
}
