import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Parsed, PayloadRejected } from '../sources/source.ts';
import { bodyOf } from './body.ts';
import { answerFault, badRequest, faultFrom, HttpFault, ourFault } from './faults.ts';
import type { HookSender, Sender } from './senders.ts';
import { countRefused, type IntakeDeps } from './take-in.ts';

/** `POST /hooks/:source`: a configured source by its name, or whatever format we understand by its own. */
export function webhooks(app: FastifyInstance, deps: IntakeDeps): void {
  const find = (request: FastifyRequest) => senderOf(deps, request);
  app.post('/hooks/:source', {
    // Before the body is read: a stranger's is not worth the memory.
    onRequest: async (request) => find(request).guard(request),
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
  { takeIn }: IntakeDeps,
  sender: Sender,
  { request, reply }: Exchange,
): Promise<unknown> {
  const parsed = parsePayload(sender, bodyOf(request));
  const { alerts, rejected, notes } = parsed;
  await takeIn(sender, parsed);
  const answer = { accepted: alerts.length, rejected, ...(notes && { notes }) };
  if (alerts.length > 0 || rejected.length === 0) return reply.code(202).send(answer);
  const error = { code: 'nothing_accepted', message: 'No alert of the body could be taken.' };
  return reply.code(400).send({ ...answer, error });
}

function parsePayload({ source, origin }: Sender, body: unknown): Parsed {
  try {
    return source.parse(body, origin);
  } catch (error) {
    if (error instanceof PayloadRejected) throw badRequest('malformed_payload', error.message);
    throw error;
  }
}
