import type { FastifyReply } from 'fastify';
import { type FaultBody, HttpFault } from '../faults.ts';

const REFUSED = 'refused';

/** How Alertmanager writes a fault: its framework as an object, itself as a JSON string. */
export const alertmanagerFault: FaultBody = ({ status, code, message }) =>
  code === REFUSED ? JSON.stringify(message) : { code: status, message };

/** A fault that Alertmanager finds itself; its clients cannot read it as an object. */
export function refused(message: string): HttpFault {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return new HttpFault(400, REFUSED, message, { headers });
}

/** How Alertmanager writes what it refuses itself: a JSON string. */
export function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).type('application/json').send(JSON.stringify(message));
}
