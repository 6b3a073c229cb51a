import { type Logger, type RetryOptions, WebClient, type WebClientOptions } from '@slack/web-api';

/** How Slack's Web API is reached. */
export interface SlackAccess {
  readonly botToken: string;
  /** The base URL of another API server, ending in `/api/`; null: Slack's own. */
  readonly apiUrl: string | null;
}

/**
 * A client that tries once and says at once what happened.
 *
 * The library's own retries post a message again after a dropped answer, and one 429 stops all its calls: both are the
 * delivery loop's to decide. Without a time-out it would wait for ever.
 */
export function clientThatTriesOnce(
  access: SlackAccess,
  timeout: number,
  logger: Logger,
): WebClient {
  return new WebClient(access.botToken, {
    ...clientOptions(access.apiUrl, logger),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
  });
}

/** What every client of Slack shares. */
export function clientOptions(apiUrl: string | null, logger: Logger): WebClientOptions {
  return { ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }), logger };
}

/** For opening sockets: one quick second try; the rest is up to `connection.ts`, which says what is wrong in between. */
export const SOCKET_RETRIES: RetryOptions = { retries: 1, minTimeout: 250 };
