import type { FastifyRequest } from 'fastify';
import { type Parsed, PayloadRejected } from '../../sources/source.ts';
import { bodyOf } from '../body.ts';
import { badRequest, HttpFault } from '../faults.ts';
import { arriving } from '../origin.ts';
import type { Sender } from '../senders.ts';
import type { IntakeDeps } from '../take-in.ts';
import { senderOf } from './sender.ts';

/** `POST /api/1/item/`: one error, or several of them. */
export async function item(deps: IntakeDeps, request: FastifyRequest) {
  const body = bodyOf(request);
  const sender = senderOf(deps, request);
  const parsed = understood(deps, sender, body);
  await deps.takeIn(sender, parsed);
  const { alerts, rejected } = parsed;
  const uuid = alerts[0]?.event?.error?.id ?? null;
  return { err: 0, result: { id: null, uuid }, ...(rejected.length > 0 && { rejected }) };
}

function understood(deps: IntakeDeps, { source, origin }: Sender, body: unknown): Parsed {
  try {
    return source.parse(body, arriving(origin, deps));
  } catch (error) {
    if (!(error instanceof PayloadRejected)) throw error;
    if (error.kind === 'malformed') throw badRequest('malformed_payload', error.message);
    // What Rollbar answers to an item that is JSON and no item.
    throw new HttpFault(422, 'invalid_item', error.message);
  }
}
