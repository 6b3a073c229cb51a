import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Parsed, PayloadRejected } from '../../sources/source.ts';
import { bodyOf } from '../body.ts';
import { answerFault, faultFrom, HttpFault } from '../faults.ts';
import type { Sender } from '../senders.ts';
import { countRefused, type IntakeDeps } from '../take-in.ts';
import { alertList } from './alert-list.ts';
import { alertmanagerFault, refuse } from './answers.ts';
import { queryOf, wantedOf } from './query.ts';

/** `POST` and `GET /api/v2/alerts`. */
export function alerts(app: FastifyInstance, deps: IntakeDeps): void {
  app.get('/api/v2/alerts', async (request) => alertList(deps, wantedOf(queryOf(request))));
  app.post('/api/v2/alerts', {
    handler: async (request, reply) => post(deps, request, reply),
    errorHandler: (error, request, reply) => {
      const fault = faultFrom(error);
      countRefused(deps, deps.senders.ofApi(request).origin.name, fault);
      answerFault(reply, fault, alertmanagerFault, deps.log);
    },
  });
}

/** The good alerts of a batch are stored even where others are not, as Alertmanager does. */
async function post(
  { senders, takeIn }: IntakeDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const sender = senders.ofApi(request);
  const parsed = parseBody(sender, bodyOf(request));
  await takeIn(sender, parsed);
  if (parsed.rejected.length === 0) return reply.code(200).send();
  return refuse(reply, 400, parsed.rejected.map(({ reason }) => reason).join('; '));
}

function parseBody({ source, origin }: Sender, body: unknown): Parsed {
  try {
    return source.parse(body, origin);
  } catch (error) {
    if (!(error instanceof PayloadRejected)) throw error;
    throw new HttpFault(error.kind === 'missing' ? 422 : 400, error.kind, error.message);
  }
}
