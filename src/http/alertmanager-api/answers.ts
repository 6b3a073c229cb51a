import type { FastifyReply } from 'fastify';
import type { FaultBody } from '../faults.ts';

/** How Alertmanager writes what its framework refuses. */
export const alertmanagerFault: FaultBody = ({ status, message }) => ({ code: status, message });

/** How Alertmanager writes what it refuses itself: a JSON string. */
export function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).type('application/json').send(JSON.stringify(message));
}
