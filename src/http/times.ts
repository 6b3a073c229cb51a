import type { Instant } from '../domain/time.ts';

/** An instant as RFC 3339 in UTC. */
export function rfc3339(at: Instant): string {
  return new Date(at).toISOString();
}

/** The same, or null. */
export function rfc3339OrNull(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : rfc3339(at);
}
