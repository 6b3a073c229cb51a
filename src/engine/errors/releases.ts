import type { ReleaseMark } from '../../domain/error-group.ts';
import type { Instant } from '../../domain/time.ts';
import { comparedVersions } from './versions.ts';

/**
 * Whether that release came before the other: by their versions where both have comparable ones, else by when they were first
 * seen. `seenAt` is null for a release that was never seen before; an empty version is neither older nor newer.
 */
export function isOlderRelease(
  version: string,
  than: ReleaseMark,
  seenAt: Instant | null,
): boolean {
  return compared(version, than, seenAt) < 0;
}

/** Whether that release came after the other, told as `isOlderRelease` tells it. */
export function isNewerRelease(
  version: string,
  than: ReleaseMark,
  seenAt: Instant | null,
): boolean {
  return compared(version, than, seenAt) > 0;
}

function compared(version: string, than: ReleaseMark, seenAt: Instant | null): number {
  if (version === '' || than.version === '' || version === than.version) return 0;
  return (
    comparedVersions(version, than.version) ||
    (seenAt ?? Number.POSITIVE_INFINITY) - than.firstSeenAt
  );
}
