import { fingerprintOf } from '../../domain/fingerprint.ts';
import type { Labels } from '../../domain/labels.ts';

/**
 * An event's id without hyphens, in small letters; undefined where it is none. That of zeros only is none, and would make all
 * events that bear it one: https://www.rfc-editor.org/rfc/rfc9562#name-nil-uuid.
 */
export function givenId(text: string): string | undefined {
  const id = text.replaceAll('-', '').toLowerCase();
  return /^(?!0{32})[0-9a-f]{32}$/.test(id) ? id : undefined;
}

/**
 * An id for an event that has none, of what it says: the same when it comes again. Another event may say the same, so that it
 * is marked as made (`hasMadeId`).
 */
export function madeId(event: Labels): string {
  return ofVersion(8, event);
}

/** An id for an event that is known by a name which no other has: https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5. */
export function idOfName(name: string): string {
  return ofVersion(5, { name });
}

function ofVersion(version: 5 | 8, event: Labels): string {
  const digits = fingerprintOf(event) + fingerprintOf({ ...event, half: 'second' });
  return `${digits.slice(0, 12)}${version}${digits.slice(13)}`;
}
