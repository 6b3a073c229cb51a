import type { z } from 'zod';
import { type Duration, type Instant, parseDuration, plus } from '../../domain/time.ts';
import { badRequest } from '../faults.ts';
import { parseInstant } from '../times.ts';

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

/** The end of a term that begins at `from`; undefined where the body gives none. */
export function endOf(term: Term, from: Instant): Instant | undefined {
  if (term.for !== undefined && term.until !== undefined) {
    throw badRequest('bad_request', 'Give either "for" or "until", not both.');
  }
  if (term.for !== undefined) return plus(from, durationFrom(term.for, 'for'));
  return term.until === undefined ? undefined : laterThan(from, term.until);
}

/** The length that a field gives. */
export function durationFrom(text: string, field: string): Duration {
  const length = parseDuration(text);
  if (length !== undefined) return length;
  throw badRequest('bad_request', `"${field}" must be a duration such as 90s, 15m, 4h or 2d.`);
}

/** The moment that a field gives. */
export function instantFrom(text: string, field: string): Instant {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  const example = 'an RFC 3339 time such as 2026-01-31T12:00:00Z';
  throw badRequest('bad_request', `"${field}" must be ${example}.`);
}

function laterThan(from: Instant, text: string): Instant {
  const at = instantFrom(text, 'until');
  if (at > from) return at;
  throw badRequest('bad_request', '"until" must be in the future, and later than the start.');
}
