import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Matcher } from '../../domain/matcher.ts';
import type { Silence, SilenceState } from '../../domain/silence.ts';
import type { Instant } from '../../domain/time.ts';
import { bodyOf } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpFault, stored } from '../faults.ts';
import { newSilenceId } from '../silence-id.ts';
import { presentState } from '../silence-state.ts';
import { rfc3339 } from '../times.ts';
import { refuse } from './answers.ts';
import { parseSilence, type Wish, wishFault } from './postable-silence.ts';
import { filterOf, queryOf } from './query.ts';

/** `/api/v2/silences` and `/api/v2/silence/:id`. */
export function silences(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v2/silences', async (request) => list(deps, filterOf(queryOf(request))));
  app.post('/api/v2/silences', async (request, reply) => post(deps, request, reply));
  app.get('/api/v2/silence/:id', async (request, reply) => {
    const silence = await stored(deps.store.silence(idOf(request)));
    return silence ? gettable(silence, deps.clock.now()) : reply.code(404).send();
  });
  app.delete('/api/v2/silence/:id', async (request, reply) => expire(deps, idOf(request), reply));
}

async function post(deps: HttpDeps, request: FastifyRequest, reply: FastifyReply) {
  const wish = parseSilence(bodyOf(request));
  const fault = wishFault(wish, deps.clock.now());
  if (fault !== null) return refuse(reply, 400, fault);
  return save(deps, wish, reply);
}

async function save({ act, store }: HttpDeps, wish: Wish, reply: FastifyReply) {
  const actor = { type: 'api', name: wish.author || 'Alertmanager API' } as const;
  const known = wish.id === null ? undefined : await stored(store.silence(wish.id));
  const outcome = await stored(
    act({ type: 'silence', actor, newId: newSilenceId(), ...wish, ...unspoken(known) }),
  );
  if (outcome.type === 'silenced') return { silenceID: outcome.silence.id };
  return refuse(reply, 404, 'silence not found');
}

/** What this API has no words for stays as it is. */
function unspoken(known: Silence | undefined): Pick<Silence, 'kind' | 'repeats' | 'home'> {
  const { kind = 'silence', repeats = null, home = null } = known ?? {};
  return { kind, repeats, home };
}

async function expire({ act }: HttpDeps, id: string, reply: FastifyReply) {
  const actor = { type: 'api', name: 'Alertmanager API' } as const;
  const outcome = await stored(act({ type: 'unsilence', actor, id }));
  // One that is over already stays so, and that is what was asked for.
  if (outcome.type !== 'refused' || outcome.refusal === 'silence-expired') {
    return reply.code(200).send();
  }
  return refuse(reply, 404, 'silence not found');
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function idOf({ params }: FastifyRequest): string {
  // The routes above have this one parameter.
  const { id } = params as { readonly id: string };
  if (UUID.test(id)) return id.toLowerCase();
  const shown = JSON.stringify(id.slice(0, 100));
  throw new HttpFault(422, 'bad_id', `silenceID in path must be of type uuid: ${shown}`);
}

async function list({ store, clock }: HttpDeps, filter: readonly Matcher[]) {
  const now = clock.now();
  const found = (await stored(store.silences())).filter(({ matchers }) =>
    filter.every((wanted) => matchers.some((matcher) => isSame(matcher, wanted))),
  );
  return [...found].sort((a, b) => order(a, b, now)).map((silence) => gettable(silence, now));
}

function isSame(a: Matcher, b: Matcher): boolean {
  return a.name === b.name && a.operator === b.operator && a.value === b.value;
}

const STATES: readonly SilenceState[] = ['active', 'pending', 'expired'];

/** Active ones by their end, then those to come by their start, then those that are over, the last one first. */
function order(a: Silence, b: Silence, now: Instant): number {
  const state = presentState(a, now);
  const difference = STATES.indexOf(state) - STATES.indexOf(presentState(b, now));
  if (difference !== 0) return difference;
  if (state === 'pending') return a.startsAt - b.startsAt;
  return state === 'active' ? a.endsAt - b.endsAt : b.endsAt - a.endsAt;
}

function gettable(silence: Silence, now: Instant) {
  return {
    id: silence.id,
    status: { state: presentState(silence, now) },
    updatedAt: rfc3339(silence.updatedAt),
    comment: silence.reason,
    createdBy: silence.author,
    startsAt: rfc3339(silence.startsAt),
    endsAt: rfc3339(silence.endsAt),
    matchers: silence.matchers.map(({ name, value, operator }) => ({
      name,
      value,
      isRegex: operator.endsWith('~'),
      isEqual: operator.startsWith('='),
    })),
  };
}
