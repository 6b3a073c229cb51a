import type { FastifyRequest } from 'fastify';
import { opsgenieAlerts } from '../../sources/index.ts';
import { HttpFault } from '../faults.ts';
import { keyWantedBy, senderWithKey } from '../key-sender.ts';
import type { Sender } from '../senders.ts';
import type { IntakeDeps } from '../take-in.ts';

/** The API, by the name that sources are configured with. */
export const OPSGENIE = { type: 'opsgenie', source: opsgenieAlerts } as const;

/** Who sends, by `Authorization: GenieKey KEY`; undefined: a stranger. */
export function knownSender(deps: IntakeDeps, { headers }: FastifyRequest): Sender | undefined {
  const key = /^GenieKey +(\S.*)$/i.exec(headers.authorization ?? '')?.[1];
  return key === undefined ? undefined : senderWithKey(deps, OPSGENIE, key.trim());
}

/** Who sends; a stranger is refused in Opsgenie's words. */
export function senderOf(deps: IntakeDeps, request: FastifyRequest): Sender {
  const sender = knownSender(deps, request);
  if (sender) return sender;
  const wanted = keyWantedBy(OPSGENIE);
  throw new HttpFault(401, 'unauthorized', 'Could not authenticate', { wanted });
}
