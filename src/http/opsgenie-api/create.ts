import type { FastifyReply, FastifyRequest } from 'fastify';
import { bodyOf } from '../body.ts';
import { badRequest } from '../faults.ts';
import { type Fields, isObject, valueAt } from '../json-fields.ts';
import { firingLike } from '../known-alert.ts';
import type { IntakeDeps } from '../take-in.ts';
import { accepted, unprocessable } from './answers.ts';
import { alertFrom } from './identify.ts';
import { senderOf } from './sender.ts';

/** `POST /v2/alerts`: an alert of an alias that is open already counts there, and is no other one. */
export async function create(deps: IntakeDeps, request: FastifyRequest, reply: FastifyReply) {
  const sender = senderOf(deps, request);
  const alert = alertFrom(sender, withAlias(bodyOf(request), deps.clock.newId()));
  await deps.takeIn(sender, { alerts: [alert], rejected: [] });
  const [known] = await firingLike(deps, alert);
  const number = known?.incident.number ?? 0;
  const processed = {
    action: 'Create',
    at: deps.clock.now(),
    isSuccess: number > 0,
    number,
  } as const;
  return accepted(reply, processed);
}

/** Without an alias an alert is one of its own. */
function withAlias(body: unknown, fallback: string): Fields {
  if (!isObject(body)) throw badRequest('malformed', 'The body must be an alert, an object.');
  const message = valueAt(body, 'message');
  if (message === undefined || message === '') {
    throw unprocessable('message', 'Message can not be empty.');
  }
  return { ...body, alias: valueAt(body, 'alias') || fallback };
}
