import { type Instant, instant } from '../domain/time.ts';

/** An instant as RFC 3339 in UTC. */
export function rfc3339(at: Instant): string {
  return new Date(at).toISOString();
}

/** The same, or null. */
export function rfc3339OrNull(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : rfc3339(at);
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

/** Reads an RFC 3339 time; anything else is undefined. */
export function parseInstant(text: string): Instant | undefined {
  const at = RFC_3339.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : instant(at);
}
