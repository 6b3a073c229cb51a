import type { FastifyInstance, FastifyReply } from 'fastify';
import { prometheus } from '../../sources/index.ts';
import { type Origin, type Parsed, PayloadRejected } from '../../sources/source.ts';
import { bodyOf } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { answerFault, faultFrom, HttpFault } from '../faults.ts';
import { countRefused, takeIn } from '../take-in.ts';
import { alertList } from './alert-list.ts';
import { alertmanagerFault, refuse } from './answers.ts';
import { queryOf } from './query.ts';

/** What is posted here belongs to the source that people configure as an Alertmanager. */
const ORIGIN: Origin = { name: 'alertmanager', resolveTimeout: prometheus.resolveTimeout };

/** `POST` and `GET /api/v2/alerts`. */
export function alerts(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v2/alerts', async (request) => alertList(deps, queryOf(request)));
  app.post('/api/v2/alerts', {
    handler: async (request, reply) => post(deps, bodyOf(request), reply),
    errorHandler: (error, _, reply) => {
      const fault = faultFrom(error);
      countRefused(deps.metrics, ORIGIN.name, fault);
      answerFault(reply, fault, alertmanagerFault, deps.log);
    },
  });
}

/** The good alerts of a batch are stored even where others are not, as Alertmanager does. */
async function post(deps: HttpDeps, body: unknown, reply: FastifyReply): Promise<unknown> {
  const parsed = parseBody(body);
  await takeIn(deps, ORIGIN.name, parsed);
  if (parsed.rejected.length === 0) return reply.code(200).send();
  return refuse(reply, 400, parsed.rejected.map(({ reason }) => reason).join('; '));
}

function parseBody(body: unknown): Parsed {
  try {
    return prometheus.parse(body, ORIGIN);
  } catch (error) {
    if (!(error instanceof PayloadRejected)) throw error;
    throw new HttpFault(error.kind === 'missing' ? 422 : 400, error.kind, error.message);
  }
}
