import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { DeliveryFailed } from '../../src/flow/notifier.ts';
import { deliveryFailure } from '../../src/slack/failures.ts';

function answered(error: string, retryAfter?: number): WebAPIPlatformError {
  const response_metadata = retryAfter === undefined ? {} : { retryAfter };
  return new WebAPIPlatformError({ ok: false, error, response_metadata });
}

function system(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** How fetch hides the system's error. */
function fetchFailed(cause: unknown): WebAPIRequestError {
  return new WebAPIRequestError(new TypeError('fetch failed', { cause }));
}

const timedOut = Object.assign(new Error('The operation was aborted due to timeout'), {
  name: 'TimeoutError',
});

describe('a failed call to Slack', () => {
  it.each([
    ['a 429 is busy', new WebAPIRateLimitedError(7), 'busy', 'ratelimited'],
    [
      'a 429 without a time is busy',
      new Error('Retry header did not contain…'),
      'busy',
      'ratelimited',
    ],
    ['a rate limit in a 200 is busy', answered('ratelimited', 3), 'busy', 'ratelimited'],
    [
      'nobody listens: surely not accepted',
      fetchFailed(system('ECONNREFUSED')),
      'unreachable',
      'ECONNREFUSED',
    ],
    ['the name is not found', fetchFailed(system('ENOTFOUND')), 'unreachable', 'ENOTFOUND'],
    ['the name server is away', fetchFailed(system('EAI_AGAIN')), 'unreachable', 'EAI_AGAIN'],
    [
      'the connection never stood',
      fetchFailed(system('UND_ERR_CONNECT_TIMEOUT')),
      'unreachable',
      'UND_ERR_CONNECT_TIMEOUT',
    ],
    [
      'several addresses refuse',
      fetchFailed(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })),
      'unreachable',
      'ECONNREFUSED',
    ],
    [
      'a reset may come after it was accepted',
      fetchFailed(system('ECONNRESET')),
      'unknown',
      'ECONNRESET',
    ],
    ['the other side closed', fetchFailed(system('UND_ERR_SOCKET')), 'unknown', 'UND_ERR_SOCKET'],
    ['no answer in time', new WebAPIRequestError(timedOut), 'unknown', 'timeout'],
    ['the answer broke off', new TypeError('terminated'), 'unknown', 'no_answer'],
    ['a 500', new WebAPIHTTPError(500, 'Internal', {}), 'unknown', 'http_500'],
    ['a 503', new WebAPIHTTPError(503, 'Unavailable', {}), 'unknown', 'http_503'],
    [
      'a proxy that passes nothing on',
      new WebAPIHTTPError(407, 'Proxy', {}),
      'unreachable',
      'http_407',
    ],
    [
      'an answer that is no JSON',
      answered('<html>Bad gateway</html>'),
      'unknown',
      'malformed_answer',
    ],
    ['an empty answer', answered(''), 'unknown', 'malformed_answer'],
    ['Slack failed inside', answered('internal_error'), 'unknown', 'internal_error'],
    ['Slack failed badly', answered('fatal_error'), 'unknown', 'fatal_error'],
    ['the message is gone', answered('message_not_found'), 'gone', 'message_not_found'],
    [
      'the message is not ours any more',
      answered('cant_update_message'),
      'gone',
      'cant_update_message',
    ],
    ['no such channel', answered('channel_not_found'), 'channel', 'channel_not_found'],
    ['an archived channel', answered('is_archived'), 'channel', 'is_archived'],
    ['not a member', answered('not_in_channel'), 'channel', 'not_in_channel'],
    ['not allowed to post', answered('restricted_action'), 'channel', 'restricted_action'],
    ['a wrong token', answered('invalid_auth'), 'token', 'invalid_auth'],
    ['no token', answered('not_authed'), 'token', 'not_authed'],
    ['a deleted bot', answered('account_inactive'), 'token', 'account_inactive'],
    ['a revoked token', answered('token_revoked'), 'token', 'token_revoked'],
    ['a scope is missing', answered('missing_scope'), 'token', 'missing_scope'],
    ['blocks that Slack refuses', answered('invalid_blocks'), 'refused', 'invalid_blocks'],
    ['a text that is too long', answered('msg_too_long'), 'refused', 'msg_too_long'],
    ['a word that nobody has heard of', answered('some_new_error'), 'refused', 'some_new_error'],
    ['something that is no error', 'boom', 'unknown', 'no_answer'],
  ])('%s', (_, error, kind, code) => {
    expect(deliveryFailure(error)).toMatchObject({ kind, code });
  });

  it('carries the time to wait, in milliseconds', () => {
    expect(deliveryFailure(new WebAPIRateLimitedError(7)).retryAfter).toBe(7_000);
    expect(deliveryFailure(answered('ratelimited', 3)).retryAfter).toBe(3_000);
    expect(deliveryFailure(new Error('Retry header did not contain…')).retryAfter).toBe(1_000);
  });

  it('stays what it is when it is a delivery failure already', () => {
    const failure = new DeliveryFailed('channel', 'not_in_channel');

    expect(deliveryFailure(failure)).toBe(failure);
  });

  it('keeps what the library threw as its cause', () => {
    const error = answered('is_archived');

    expect(deliveryFailure(error).cause).toBe(error);
  });
});
