import { badRequest, type FaultBody, type HttpFault } from '../faults.ts';

/** A fault of an event, with a sentence for each thing that is wrong. */
export function invalidEvent(errors: readonly string[]): HttpFault {
  return badRequest('invalid_event', errors.join('\n'));
}

/**
 * How PagerDuty writes what it does not take; its clients show `errors` to people.
 * https://developer.pagerduty.com/docs/events-api-v2/overview/
 */
export const pagerdutyFault: FaultBody = ({ status, message }) => {
  const errors = message.split('\n');
  if (status === 429) return { status: 'throttle exceeded', message: TOO_QUICK, errors };
  if (status >= 500) return { status: 'internal error', message, errors };
  return { status: 'invalid event', message: 'Event object is invalid', errors };
};

const TOO_QUICK = 'Requests for this service are arriving too quickly. Please retry later.';
