import { randomInt } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { type FaultBody, HttpFault } from '../faults.ts';
import { type Processed, requestId } from './request-id.ts';

/** Answers a request that Opsgenie would carry out later; ours is done already. */
export function accepted(reply: FastifyReply, processed: Processed): FastifyReply {
  const body = { result: 'Request will be processed', ...tookOf(reply) };
  return reply.code(202).send({ ...body, requestId: newRequestId(processed) });
}

/** Answers what was asked for. */
export function answer(reply: FastifyReply, data: unknown): FastifyReply {
  return reply.code(200).send({ data, ...tookOf(reply), requestId: crypto.randomUUID() });
}

function newRequestId(processed: Processed): string {
  return requestId(processed, randomInt(2 ** 24));
}

function tookOf({ elapsedTime }: FastifyReply): { readonly took: number } {
  return { took: Math.round(elapsedTime) / 1_000 };
}

/** How Opsgenie writes a fault: https://docs.opsgenie.com/docs/response */
export function opsgenieFault(reply: FastifyReply): FaultBody {
  return ({ code, message, status }) => ({
    message: status === 422 ? NOT_PROCESSABLE : message,
    ...(status === 422 && { errors: { [code]: message } }),
    ...tookOf(reply),
    requestId: crypto.randomUUID(),
  });
}

const NOT_PROCESSABLE = 'Request body is not processable. Please check the errors.';

/** A field of the body is wrong. */
export function unprocessable(field: string, message: string): HttpFault {
  return new HttpFault(422, field, message);
}

/** There is no such thing. */
export function notFound(message: string): HttpFault {
  return new HttpFault(404, 'not_found', message);
}
