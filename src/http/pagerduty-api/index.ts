import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerFault, faultFrom } from '../faults.ts';
import { fieldsOf, textAt } from '../json-fields.ts';
import { senderWithKey } from '../key-sender.ts';
import { countRefused, type IntakeDeps } from '../take-in.ts';
import { pagerdutyFault } from './answers.ts';
import { enqueueChange } from './change.ts';
import { enqueue } from './enqueue.ts';
import { PAGERDUTY } from './sender.ts';

type Handle = (deps: IntakeDeps, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** PagerDuty's Events API v2, so that its clients work unchanged. Its key stands in the body, so that this is read first. */
export function pagerdutyApi(app: FastifyInstance, deps: IntakeDeps): void {
  const route = (path: string, handle: Handle) =>
    app.post(path, {
      handler: async (request, reply) => handle(deps, request, reply),
      errorHandler: (error, request, reply) => {
        const fault = faultFrom(error);
        countRefused(deps, nameOf(deps, request.body), fault);
        answerFault(reply, fault, pagerdutyFault, deps.log);
      },
    });
  route('/v2/enqueue', enqueue);
  route('/v2/change/enqueue', enqueueChange);
}

/** Under which name it is counted. */
function nameOf(deps: IntakeDeps, body: unknown): string {
  const sender = senderWithKey(deps, PAGERDUTY, textAt(fieldsOf(body), 'routing_key'));
  return sender?.origin.name ?? PAGERDUTY.type;
}
