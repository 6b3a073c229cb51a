import { RespondError } from '@slack/bolt';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { DeliveryFailed } from '../flow/notifier.ts';
import { deliveryFailure } from './failures.ts';

const SLACKS = [
  DeliveryFailed,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
] as const;

/** Slack's own word for a call that it did not take, or the network's; null where the fault is ours. */
export function slackTrouble(error: unknown): string | null {
  if (error instanceof RespondError) return `http_${error.statusCode}`;
  const isSlacks = SLACKS.some((kind) => error instanceof kind);
  return isSlacks || isUnanswered(error) ? deliveryFailure(error).code : null;
}

/** What `fetch` throws of an answer that did not come. */
function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'TimeoutError' || error.message === 'fetch failed';
}
