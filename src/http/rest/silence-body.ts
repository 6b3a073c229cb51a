import { z } from 'zod';
import type { Command } from '../../domain/command.ts';
import type { Matcher } from '../../domain/matcher.ts';
import type { Silence } from '../../domain/silence.ts';
import { type Instant, later } from '../../domain/time.ts';
import { faultOfCron } from '../../engine/calendar/cron.ts';
import { isTimezone } from '../../engine/calendar/wall.ts';
import { asksForSomething, isFault, parseMatcher } from '../../engine/matchers.ts';
import { badRequest } from '../faults.ts';
import { text } from '../texts.ts';
import { durationFrom, endOf, instantFrom, readBody } from './body.ts';

/** What a body of `POST /api/v1/silences` may have. */
export const SilenceBody = z.object({
  matchers: z.array(text(10_000)).min(1).max(100),
  kind: z.enum(['silence', 'maintenance']).default('silence'),
  from: text(100).optional(),
  for: text(100).optional(),
  until: text(100).optional(),
  cron: text(100).optional(),
  duration: text(100).optional(),
  timezone: text(100).optional(),
  reason: text(3_000).default(''),
  author: text(100).default('API'),
});
type Body = z.infer<typeof SilenceBody>;

type Wish = Omit<Extract<Command, { type: 'silence' }>, 'type' | 'newId' | 'id'>;

/** The silence that a body asks for. */
export function silenceFrom(body: unknown, now: Instant): Wish {
  const read = readBody(SilenceBody, body);
  const { kind, author, reason } = read;
  const startsAt = read.from === undefined ? now : later(now, instantFrom(read.from, 'from'));
  return {
    actor: { type: 'api', name: author },
    matchers: matchersFrom(read.matchers),
    startsAt,
    endsAt: neededEnd(read, startsAt),
    author,
    reason,
    kind,
    repeats: repeatsFrom(read),
    home: null,
  };
}

function matchersFrom(texts: readonly string[]): readonly Matcher[] {
  const matchers = texts.map((each) => {
    const matcher = parseMatcher(each);
    if (isFault(matcher)) throw badRequest('bad_matcher', `${matcher.fault}.`);
    return matcher;
  });
  if (asksForSomething(matchers)) return matchers;
  const message = 'These matchers match everything: at least one must not match the empty string.';
  throw badRequest('bad_matcher', message);
}

function neededEnd(body: Body, startsAt: Instant): Instant {
  const end = endOf(body, startsAt);
  if (end !== undefined) return end;
  const needs = 'needs "for" (such as 2h) or "until" (a time)';
  if (body.cron === undefined) throw wrong(`A silence ${needs}.`);
  throw wrong(`Repeated maintenance ${needs} too: when it is over for good.`);
}

function repeatsFrom({ kind, cron, duration, timezone }: Body): Silence['repeats'] {
  if (cron === undefined) {
    const [stray] = Object.entries({ duration, timezone }).find(([, value]) => value) ?? [];
    if (stray === undefined) return null;
    throw wrong(`"${stray}" goes with "cron"; how long it lasts once is "for".`);
  }
  if (kind !== 'maintenance') throw wrong('"cron" goes with "kind": "maintenance".');
  const fault = faultOfCron(cron);
  if (fault !== undefined) throw wrong(`"cron" is wrong: ${fault}.`);
  if (duration === undefined)
    throw wrong('"cron" needs "duration" (such as 1h): how long each time lasts.');
  return {
    type: 'cron',
    cron,
    duration: durationFrom(duration, 'duration'),
    timezone: timezoneFrom(timezone ?? 'UTC'),
  };
}

function timezoneFrom(name: string): string {
  if (isTimezone(name)) return name;
  throw wrong(
    `"timezone" must be an IANA time zone such as Europe/Berlin, not ${JSON.stringify(name)}.`,
  );
}

function wrong(message: string): Error {
  return badRequest('bad_request', message);
}
