import type { FastifyReply, FastifyRequest } from 'fastify';
import { stored } from '../faults.ts';
import type { IntakeDeps } from '../take-in.ts';
import { rfc3339 } from '../times.ts';
import { answer, notFound } from './answers.ts';
import { aliasOf } from './identify.ts';
import { type Action, processedFrom } from './request-id.ts';
import { senderOf } from './sender.ts';

const DONE: Readonly<Record<Action, string>> = {
  Create: 'Created alert',
  Close: 'Closed alert',
  Acknowledge: 'Acknowledged alert',
  UnAcknowledge: 'Unacknowledged alert',
  AddNote: 'Added note to alert',
  UpdateMessage: 'Updated message of alert',
  UpdateDescription: 'Updated description of alert',
  Delete: 'Deleted alert',
};

/** `GET /v2/alerts/requests/:id`: https://docs.opsgenie.com/docs/alert-api#get-request-status */
export async function requestStatus(
  deps: IntakeDeps,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { origin } = senderOf(deps, request);
  // The one parameter of its route.
  const { requestId } = request.params as { readonly requestId: string };
  const processed = processedFrom(requestId);
  if (!processed) throw notFound('Request not found. It might not be processed, yet.');
  const { action, at, isSuccess, number } = processed;
  const incident = await stored(deps.store.incidentNumbered(number));
  const own = incident?.source === origin.name ? incident : undefined;
  const [alert] = own ? await stored(deps.store.alertsOf(own.id, 1)) : [];
  return answer(reply, {
    success: isSuccess,
    isSuccess,
    action,
    processedAt: rfc3339(at),
    integrationId: origin.name,
    status: isSuccess ? DONE[action] : failure(action, own !== undefined),
    alertId: own?.id ?? '',
    alias: aliasOf(alert) || (own?.id ?? ''),
  });
}

function failure(action: Action, exists: boolean): string {
  if (exists) return 'The alert is in that state already';
  return action === 'Create' ? 'The alert was filtered out by a rule' : 'Alert does not exist';
}
