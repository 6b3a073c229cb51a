import type { FaultBody, HttpFault } from '../faults.ts';

/** How Rollbar writes why it does not take something. */
export const rollbarFault: FaultBody = ({ message }) => ({ err: 1, message });

/** What its notifiers wait for after a 429, beside `Retry-After`: https://docs.rollbar.com/docs/rate-limits. */
export function rateHeaders({ status, headers }: HttpFault): Readonly<Record<string, string>> {
  const seconds = headers['retry-after'];
  if (status !== 429 || seconds === undefined) return {};
  return { 'x-rate-limit-remaining': '0', 'x-rate-limit-remaining-seconds': seconds };
}
