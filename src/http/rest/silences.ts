import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Silence } from '../../domain/silence.ts';
import { bodyOf } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpFault, stored } from '../faults.ts';
import { newSilenceId } from '../silence-id.ts';
import { silenceJson } from './json.ts';
import { cursorOf, limitOf, type Query, queryOf } from './query.ts';
import { silenceFrom } from './silence-body.ts';

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
  const now = clock.now();
  const wish = silenceFrom(body, now);
  const outcome = await stored(act({ type: 'silence', newId: newSilenceId(), id: null, ...wish }));
  if (outcome.type === 'silenced') return silenceJson(outcome.silence, now);
  throw new Error(`A new silence had the outcome "${outcome.type}".`);
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
