import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Origin, type Parsed, PayloadRejected, type Source } from '../sources/source.ts';
import { type Guard, guard } from './authenticate.ts';
import { bodyOf } from './body.ts';
import type { HttpDeps } from './deps.ts';
import { answerFault, badRequest, faultFrom, HttpFault, ourFault } from './faults.ts';
import { countRefused, takeIn } from './take-in.ts';

interface Door {
  readonly source: Source;
  readonly origin: Origin;
  readonly guard: Guard;
}

/** `POST /hooks/:source`: whatever a source understands, under the source's name. */
export function webhooks(app: FastifyInstance, deps: HttpDeps): void {
  const doors = new Map(deps.sources.map((source) => [source.type, doorOf(source, deps)]));
  const find = (request: FastifyRequest) => doorNamed(doors, request);
  app.post('/hooks/:source', {
    // Before the body is read: a stranger's is not worth the memory.
    onRequest: async (request) => find(request).guard(request),
    handler: async (request, reply) => receive(deps, find(request), { request, reply }),
    errorHandler: (error, request, reply) => {
      const fault = faultFrom(error);
      const { source } = paramsOf(request);
      countRefused(deps.metrics, doors.has(source) ? source : 'unknown', fault);
      answerFault(reply, fault, ourFault, deps.log);
    },
  });
}

function doorOf(source: Source, { keys }: HttpDeps): Door {
  const origin = { name: source.type, resolveTimeout: source.resolveTimeout };
  return { source, origin, guard: guard([keys.ingest], source.auth.from) };
}

/** The parameters of the one route above. */
function paramsOf({ params }: FastifyRequest): { readonly source: string } {
  return params as { readonly source: string };
}

function doorNamed(doors: ReadonlyMap<string, Door>, request: FastifyRequest): Door {
  const { source } = paramsOf(request);
  const door = doors.get(source);
  if (door) return door;
  const known = [...doors.keys()].join(', ');
  const name = JSON.stringify(source.slice(0, 100));
  throw new HttpFault(404, 'unknown_source', `There is no source ${name}. Known: ${known}.`);
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function receive(deps: HttpDeps, door: Door, { request, reply }: Exchange): Promise<unknown> {
  const parsed = parsePayload(door, bodyOf(request));
  const { alerts, rejected } = parsed;
  await takeIn(deps, door.origin.name, parsed);
  const answer = { accepted: alerts.length, rejected };
  if (alerts.length > 0 || rejected.length === 0) return reply.code(202).send(answer);
  const error = { code: 'nothing_accepted', message: 'No alert of the body could be taken.' };
  return reply.code(400).send({ ...answer, error });
}

function parsePayload({ source, origin }: Door, body: unknown): Parsed {
  try {
    return source.parse(body, origin);
  } catch (error) {
    if (error instanceof PayloadRejected) throw badRequest('malformed_payload', error.message);
    throw error;
  }
}
