import type { ErrorEvent } from '../../domain/error-event.ts';
import type { ErrorResolution } from '../../domain/error-group.ts';
import type { Regression } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import { isNewerRelease, isOfOtherProgram, isOlderRelease } from './releases.ts';

/** An event that comes after its error was resolved. */
export interface Afterwards {
  readonly event: ErrorEvent;
  /** When its release was first seen; null: it names none. */
  readonly seenAt: Instant | null;
  readonly now: Instant;
}

/**
 * Whether what runs there is too old to have the fix. An event that names no release may have it, unless a person said that
 * only a later release counts. A release that was seen first after that is none of those people meant: a fix of an older
 * version may be wrong too.
 */
export function isWithoutFix(
  { release, inNext, at }: ErrorResolution,
  { event, seenAt }: Afterwards,
): boolean {
  if (!release) return false;
  const isLater = seenAt !== null && seenAt > at;
  if (!inNext) return !isLater && isOlderRelease(event.release, release, seenAt);
  if (isOfOtherProgram(event.release, release.version)) return !isLater;
  return !isNewerRelease(event.release, release, seenAt);
}

/** Who resolved an error, and in which release; null: nobody knows who. */
export type ResolvedIn = Pick<ErrorResolution, 'release'> & {
  readonly by: ErrorResolution['by'] | null;
};

/** The error is back in a later release than the one in which it was resolved; null: in the same, or nobody knows. */
export function regressionOf(
  { release, by }: ResolvedIn,
  { event, seenAt, now }: Afterwards,
): Regression | null {
  if (!release || !isNewerRelease(event.release, release, seenAt)) return null;
  return { at: now, release: event.release, resolvedIn: release.version, resolvedBy: by };
}
