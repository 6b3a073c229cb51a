import type { ReleaseMark } from '../../domain/error-group.ts';
import type { Instant } from '../../domain/time.ts';
import { comparedVersions, programOf } from './versions.ts';

/**
 * Whether that release came before the other: by their versions where both have comparable ones, else by when they were first
 * seen. `seenAt` is null for a release that was never seen before; an empty version is neither older nor newer, and so is one of
 * another program.
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

/** Whether both name their programs, and not the same one. */
export function isOfOtherProgram(release: string, than: string): boolean {
  const [one, other] = [programOf(release), programOf(than)];
  return one !== '' && other !== '' && one !== other;
}

function compared(version: string, than: ReleaseMark, seenAt: Instant | null): number {
  if (version === '' || than.version === '' || version === than.version) return 0;
  if (isOfOtherProgram(version, than.version)) return 0;
  return (
    comparedVersions(version, than.version) ||
    (seenAt ?? Number.POSITIVE_INFINITY) - than.firstSeenAt
  );
}
