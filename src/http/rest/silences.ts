import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Matcher } from '../../domain/matcher.ts';
import type { Silence } from '../../domain/silence.ts';
import type { Instant } from '../../domain/time.ts';
import { asksForSomething, isFault, parseMatcher } from '../../engine/matchers.ts';
import { bodyOf } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { badRequest, HttpFault, stored } from '../faults.ts';
import { newSilenceId } from '../silence-id.ts';
import { text } from '../texts.ts';
import { endOf, readBody, type Term } from './body.ts';
import { silenceJson } from './json.ts';
import { cursorOf, limitOf, type Query, queryOf } from './query.ts';

const SilenceBody = z.object({
  matchers: z.array(text(10_000)).min(1).max(100),
  for: text(100).optional(),
  until: text(100).optional(),
  reason: text(3_000).default(''),
  author: text(100).default('API'),
});

/** `GET` and `POST /api/v1/silences`, `DELETE /api/v1/silences/:id`. */
export function silences(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v1/silences', async (request) => list(deps, queryOf(request)));
  app.post('/api/v1/silences', async (request, reply) => {
    reply.code(201);
    return create(deps, bodyOf(request));
  });
  app.delete('/api/v1/silences/:id', async (request) => expire(deps, request));
}

async function list({ store, clock }: HttpDeps, query: Query) {
  const limit = limitOf(query);
  const from = cursorOf(query) ?? 0;
  const all = await stored(store.silences());
  const end = from + limit;
  return {
    silences: all.slice(from, end).map((silence) => silenceJson(silence, clock.now())),
    next_cursor: end < all.length ? String(end) : null,
  };
}

async function create({ act, clock }: HttpDeps, body: unknown) {
  const { matchers, author, reason, ...term } = readBody(SilenceBody, body);
  const now = clock.now();
  const outcome = await stored(
    act({
      type: 'silence',
      actor: { type: 'api', name: author },
      newId: newSilenceId(),
      id: null,
      matchers: matchersFrom(matchers),
      startsAt: now,
      endsAt: neededEnd(term, now),
      author,
      reason,
    }),
  );
  if (outcome.type === 'silenced') return silenceJson(outcome.silence, now);
  throw new Error(`A new silence had the outcome "${outcome.type}".`);
}

function neededEnd(term: Term, now: Instant): Instant {
  const end = endOf(term, now);
  if (end !== undefined) return end;
  throw badRequest('bad_request', 'A silence needs "for" (such as 2h) or "until" (a time).');
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

async function expire({ act, clock }: HttpDeps, { params }: FastifyRequest) {
  // The route has this one parameter.
  const { id } = params as { readonly id: string };
  const actor = { type: 'api', name: 'API' } as const;
  const outcome = await stored(act({ type: 'unsilence', actor, id }));
  if (outcome.type === 'silenced') return silenceJson(outcome.silence, clock.now());
  throw refusal(outcome.type === 'refused' && outcome.refusal === 'silence-expired', id);
}

function refusal(isOver: boolean, id: Silence['id']): HttpFault {
  const name = id.slice(0, 100);
  if (isOver) return new HttpFault(409, 'silence_expired', `The silence ${name} is over already.`);
  return new HttpFault(404, 'unknown_silence', `There is no silence ${name}.`);
}
