import type { z } from 'zod';
import { type Duration, type Instant, instant, parseDuration, plus } from '../../domain/time.ts';
import { badRequest } from '../faults.ts';

/** Reads a body by its schema; the first fault as a sentence that names the field. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue && issue.path.length > 0 ? `"${issue.path.join('.')}"` : 'The body';
  throw badRequest('bad_request', `${where} is wrong: ${issue?.message ?? 'not understood'}.`);
}

/** How long something is to last, as a body says it. */
export interface Term {
  readonly for?: string | undefined;
  readonly until?: string | undefined;
}

/** The end of a term, in the future; undefined where the body gives none. */
export function endOf(term: Term, now: Instant): Instant | undefined {
  if (term.for !== undefined && term.until !== undefined) {
    throw badRequest('bad_request', 'Give either "for" or "until", not both.');
  }
  if (term.for !== undefined) return plus(now, durationFrom(term.for));
  return term.until === undefined ? undefined : momentFrom(term.until, now);
}

function durationFrom(text: string): Duration {
  const length = parseDuration(text);
  if (length !== undefined) return length;
  throw badRequest('bad_request', '"for" must be a duration such as 90s, 15m, 4h or 2d.');
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

function momentFrom(text: string, now: Instant): Instant {
  const at = RFC_3339.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    const example = 'an RFC 3339 time such as 2026-01-31T12:00:00Z';
    throw badRequest('bad_request', `"until" must be ${example}.`);
  }
  if (at <= now) throw badRequest('bad_request', '"until" must be in the future.');
  return instant(at);
}
