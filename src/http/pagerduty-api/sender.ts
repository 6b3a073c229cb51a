import { pagerdutyEvents } from '../../sources/index.ts';
import { badRequest } from '../faults.ts';
import { keyWantedBy, senderWithKey } from '../key-sender.ts';
import type { Sender } from '../senders.ts';
import type { IntakeDeps } from '../take-in.ts';

/** The API, by the name that sources are configured with. */
export const PAGERDUTY = { type: 'pagerduty', source: pagerdutyEvents } as const;

const KEY_LENGTH = 32;

/** Whose routing key this is; like PagerDuty's, a stranger's makes the event an invalid one. */
export function senderOf(deps: IntakeDeps, routingKey: string): Sender {
  const sender = senderWithKey(deps, PAGERDUTY, routingKey);
  if (sender) return sender;
  const isLong = routingKey.length === KEY_LENGTH;
  const wanted = keyWantedBy(PAGERDUTY);
  throw badRequest('unknown_key', isLong ? 'Invalid routing key' : WRONG_LENGTH, { wanted });
}

const WRONG_LENGTH = `Length of 'routing_key' is incorrect (should be ${KEY_LENGTH} characters)`;
