import { z } from 'zod';
import type { Matcher } from '../../domain/matcher.ts';
import { type Instant, instant } from '../../domain/time.ts';
import { asksForSomething, checkMatcher, isFault } from '../../engine/matchers.ts';
import { badRequest, HttpFault } from '../faults.ts';
import { text } from '../texts.ts';

const time = z.iso.datetime({ offset: true }).transform((value) => instant(Date.parse(value)));

const PostableMatcher = z.object({
  name: text(1_024),
  value: text(8_192),
  isRegex: z.boolean(),
  isEqual: z.boolean().nullish(),
});

const PostableSilence = z.object({
  id: text(100).nullish(),
  matchers: z.array(PostableMatcher).max(100),
  startsAt: time,
  endsAt: time,
  createdBy: text(200),
  comment: text(4_000),
});

/** A silence as a client wants it. */
export interface Wish {
  readonly id: string | null;
  readonly matchers: readonly Matcher[];
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly author: string;
  readonly reason: string;
}

/** Reads the body; like in Alertmanager, what is missing is 422 and what is of a wrong type 400. */
export function parseSilence(body: unknown): Wish {
  const read = PostableSilence.safeParse(body);
  if (!read.success) throw shapeFault(read.error, body);
  const { id, matchers, startsAt, endsAt, createdBy, comment } = read.data;
  if (matchers.length === 0) {
    throw new HttpFault(422, 'missing', 'matchers in body should have at least 1 items');
  }
  return {
    id: id || null,
    matchers: matchers.map(matcherFrom),
    startsAt,
    endsAt,
    author: createdBy,
    reason: comment,
  };
}

function shapeFault({ issues }: z.ZodError, body: unknown): HttpFault {
  const sentences = issues.map(({ path, message }) =>
    isMissing(body, path)
      ? `${path.join('.')} in body is required`
      : `${path.join('.') || 'body'}: ${message}`,
  );
  const text = sentences.join('\n');
  const onlyMissing = issues.every(({ path }) => isMissing(body, path));
  return onlyMissing ? new HttpFault(422, 'missing', text) : badRequest('malformed', text);
}

function isMissing(body: unknown, path: readonly PropertyKey[]): boolean {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  }
  return path.length > 0 && (value === undefined || value === null);
}

function matcherFrom(matcher: z.infer<typeof PostableMatcher>): Matcher {
  const { name, value, isRegex, isEqual } = matcher;
  const operator = isRegex ? ((isEqual ?? true) ? '=~' : '!~') : (isEqual ?? true) ? '=' : '!=';
  return { name, value, operator };
}

/** Why this silence cannot be, in Alertmanager's words; null: it can. */
export function wishFault({ matchers, startsAt, endsAt }: Wish, now: Instant): string | null {
  if (startsAt >= endsAt) return 'Failed to create silence: start time must be before end time';
  if (endsAt < now) return "Failed to create silence: end time can't be in the past";
  return matchersFault(matchers);
}

function matchersFault(matchers: readonly Matcher[]): string | null {
  for (const [index, matcher] of matchers.entries()) {
    const checked = checkMatcher(matcher);
    if (matcher.name === '')
      return `silence invalid: invalid label matcher ${index}: invalid label name ""`;
    if (isFault(checked))
      return `silence invalid: invalid label matcher ${index}: ${checked.fault}`;
  }
  if (asksForSomething(matchers)) return null;
  return 'silence invalid: at least one matcher must not match the empty string';
}
