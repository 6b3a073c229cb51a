import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerFault, faultFrom } from '../faults.ts';
import { countRefused, type IntakeDeps } from '../take-in.ts';
import { acknowledge, addNote, close, performing, remove, unacknowledge } from './actions.ts';
import { opsgenieFault } from './answers.ts';
import { create } from './create.ts';
import { requestStatus } from './requests.ts';
import { knownSender, OPSGENIE, senderOf } from './sender.ts';
import { show } from './show.ts';
import { updateDescription, updateMessage } from './updates.ts';

type Handle = (deps: IntakeDeps, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

const ONE = '/v2/alerts/:identifier';

const ROUTES: readonly (readonly ['GET' | 'POST' | 'PUT' | 'DELETE', string, Handle])[] = [
  ['POST', '/v2/alerts', create],
  ['GET', '/v2/alerts/requests/:requestId', requestStatus],
  ['GET', ONE, show],
  ['DELETE', ONE, performing('Delete', remove)],
  ['POST', `${ONE}/close`, performing('Close', close)],
  ['POST', `${ONE}/acknowledge`, performing('Acknowledge', acknowledge)],
  ['POST', `${ONE}/unacknowledge`, performing('UnAcknowledge', unacknowledge)],
  ['POST', `${ONE}/notes`, performing('AddNote', addNote, 'note')],
  ['PUT', `${ONE}/message`, performing('UpdateMessage', updateMessage, 'message')],
  ['PUT', `${ONE}/description`, performing('UpdateDescription', updateDescription, 'description')],
];

/** Opsgenie's Alert API, so that its clients work unchanged: https://docs.opsgenie.com/docs/alert-api */
export function opsgenieApi(app: FastifyInstance, deps: IntakeDeps): void {
  app.setErrorHandler((error, request, reply) => {
    const fault = faultFrom(error);
    const isCreate = request.routeOptions.url?.replace(/\/$/, '') === '/v2/alerts';
    if (isCreate) countRefused(deps, nameOf(deps, request), fault);
    answerFault(reply, fault, opsgenieFault(reply), deps.log);
  });
  app.addHook('onRequest', async (request) => {
    senderOf(deps, request);
    forgetTypeOfNothing(request);
  });
  for (const [method, path, handle] of ROUTES) {
    const handler = async (request: FastifyRequest, reply: FastifyReply) =>
      handle(deps, request, reply);
    // Its own client for Node.js ends paths with a slash.
    for (const url of [path, `${path}/`]) app.route({ method, url, handler });
  }
}

/** Clients call a body JSON that they leave out, as a close or a delete may. */
function forgetTypeOfNothing({ headers }: FastifyRequest): void {
  const length = headers['content-length'] ?? '0';
  if (length === '0' && headers['transfer-encoding'] === undefined) delete headers['content-type'];
}

/** Under which name it is counted. */
function nameOf(deps: IntakeDeps, request: FastifyRequest): string {
  return knownSender(deps, request)?.origin.name ?? OPSGENIE.type;
}
