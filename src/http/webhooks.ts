import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Parsed, PayloadRejected, type RequestHeaders } from '../sources/source.ts';
import { bodyOf, readHookBodies } from './body.ts';
import { answerFault, badRequest, faultFrom, HttpFault, ourFault } from './faults.ts';
import { arriving } from './origin.ts';
import type { HookSender, Sender } from './senders.ts';
import type { BodyCheck } from './signatures/hook-guard.ts';
import { type SnsGate, snsGate } from './signatures/sns-gate.ts';
import { type Visit, visit } from './signatures/visit.ts';
import { countRefused, type IntakeDeps } from './take-in.ts';

/** `POST /hooks/:source`: a configured source by its name, or whatever format we understand by its own. */
export function webhooks(app: FastifyInstance, deps: IntakeDeps, outside: Visit = visit): void {
  const hooks: Hooks = { ...deps, snsGate: snsGate(outside, deps.clock) };
  app.register((scope, _, done) => {
    openHooks(scope, hooks);
    done();
  });
}

interface Hooks extends IntakeDeps {
  readonly snsGate: SnsGate;
}

function openHooks(app: FastifyInstance, deps: Hooks): void {
  const find = (request: FastifyRequest) => senderOf(deps, request);
  const checks = new WeakMap<FastifyRequest, BodyCheck>();
  readHookBodies(app, (request) => ({
    check: checks.get(request) ?? null,
    alsoTakes: find(request).source.alsoTakes,
  }));
  app.post('/hooks/:source', {
    // Before the body is read: a stranger's is not worth the memory, unless it is signed.
    onRequest: async (request) => {
      const check = find(request).guard(request);
      if (check) checks.set(request, check);
    },
    handler: async (request, reply) => receive(deps, find(request), { request, reply }),
    errorHandler: (error, request, reply) => {
      const fault = faultFrom(error);
      const { source } = paramsOf(request);
      countRefused(deps, deps.senders.named(source) ? source : 'unknown', fault);
      answerFault(reply, fault, ourFault, deps.log);
    },
  });
}

/** The parameters of the one route above. */
function paramsOf({ params }: FastifyRequest): { readonly source: string } {
  return params as { readonly source: string };
}

function senderOf({ senders, sources }: IntakeDeps, request: FastifyRequest): HookSender {
  const { source } = paramsOf(request);
  const sender = senders.named(source);
  if (sender) return sender;
  // Nobody showed a key yet, and the names in the configuration are not for strangers.
  const known = sources.map(({ type }) => type).join(', ');
  const name = JSON.stringify(source.slice(0, 100));
  const message = `There is no source ${name}. Known: ${known}, and what the configuration names under "sources".`;
  throw new HttpFault(404, 'unknown_source', message);
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function receive(
  deps: Hooks,
  sender: Sender,
  { request, reply }: Exchange,
): Promise<unknown> {
  const body = bodyOf(request);
  if (sender.source.auth.kind === 'sns') await deps.snsGate(body);
  const origin = arriving(sender.origin, deps);
  const parsed = await parsePayload({ ...sender, origin }, body, request.headers);
  const { alerts, rejected, notes } = parsed;
  await deps.takeIn(sender, parsed);
  const answer = { accepted: alerts.length, rejected, ...(notes && { notes }) };
  if (alerts.length > 0 || rejected.length === 0) return reply.code(202).send(answer);
  const error = { code: 'nothing_accepted', message: 'No alert of the body could be taken.' };
  return reply.code(400).send({ ...answer, error });
}

async function parsePayload(
  { source, origin }: Sender,
  body: unknown,
  headers: RequestHeaders,
): Promise<Parsed> {
  try {
    if (source.translate) return await source.translate(body, origin);
    return source.parse(body, origin, headers);
  } catch (error) {
    if (error instanceof PayloadRejected) throw badRequest('malformed_payload', error.message);
    throw error;
  }
}
