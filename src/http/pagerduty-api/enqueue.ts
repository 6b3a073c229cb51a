import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Parsed, PayloadRejected } from '../../sources/source.ts';
import { bodyOf } from '../body.ts';
import { stored } from '../faults.ts';
import { textAt } from '../json-fields.ts';
import { firingLike } from '../known-alert.ts';
import type { Sender } from '../senders.ts';
import type { IntakeDeps } from '../take-in.ts';
import { invalidEvent } from './answers.ts';
import { type Event, eventFrom } from './event.ts';
import { senderOf } from './sender.ts';

/** `POST /v2/enqueue`: a trigger or a resolve is an alert, an acknowledgement a command on its incident. */
export async function enqueue(deps: IntakeDeps, request: FastifyRequest, reply: FastifyReply) {
  const event = eventFrom(bodyOf(request));
  const sender = senderOf(deps, event.routingKey);
  const dedupKey = event.dedupKey ?? deps.clock.newId();
  if (event.action === 'acknowledge') await acknowledge(deps, sender, event);
  else await deps.takeIn(sender, understood(sender, { ...event.fields, dedup_key: dedupKey }));
  const answer = { status: 'success', message: 'Event processed', dedup_key: dedupKey };
  return reply.code(202).send(answer);
}

function understood({ source, origin }: Sender, event: unknown): Parsed {
  try {
    return source.parse(event, origin);
  } catch (error) {
    if (error instanceof PayloadRejected) throw invalidEvent([error.message]);
    throw error;
  }
}

/** What nobody triggered, or what is over, is not acknowledged; as at PagerDuty the event is well for all that. */
async function acknowledge(deps: IntakeDeps, sender: Sender, event: Event): Promise<void> {
  const resolve = { event_action: 'resolve', dedup_key: event.dedupKey };
  const [like] = understood(sender, resolve).alerts;
  const actor = { type: 'api', name: clientOf(event) } as const;
  for (const { incident } of like ? await firingLike(deps, like) : []) {
    const { number } = incident;
    await stored(deps.act({ type: 'incident', number, actor, act: { verb: 'acknowledge' } }));
  }
}

const LONGEST_NAME = 100;

function clientOf({ fields }: Event): string {
  return textAt(fields, 'client', LONGEST_NAME) || 'PagerDuty API';
}
