import type { FaultBody, HttpFault } from '../faults.ts';

/** How Sentry writes why it does not take something; its tools show `detail` and then `causes` to people. */
export const sentryFault: FaultBody = ({ message }) => ({ detail: message, causes: [] });

/** What SDKs look for beside the body, in their logs and for when to send again. */
export function faultHeaders({ status, message, headers }: HttpFault) {
  const seconds = headers['retry-after'];
  return {
    'x-sentry-error': message.replace(/[^\x20-\x7e]/g, '?').slice(0, 500),
    ...(status === 429 && { 'x-sentry-rate-limits': `${seconds ?? 60}:error:key` }),
  };
}

/** What pages of other addresses may see of an answer. */
export const FROM_PAGES = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-sentry-error, x-sentry-rate-limits, retry-after',
} as const;

/** What is told to pages that ask before they send. */
export const BEFORE_PAGES = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers':
    'X-Sentry-Auth, X-Requested-With, Origin, Accept, Content-Type, Authentication, Authorization, Content-Encoding, Transfer-Encoding',
  'access-control-max-age': '86400',
} as const;
