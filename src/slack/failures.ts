import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { DeliveryFailed, type FailureKind } from '../flow/notifier.ts';

/** What a failed call to Slack means for a delivery, whatever the library threw. */
export function deliveryFailure(error: unknown): DeliveryFailed {
  if (error instanceof DeliveryFailed) return error;
  if (error instanceof WebAPIPlatformError) return ofAnswer(error);
  if (error instanceof WebAPIRateLimitedError) return busy(error.retryAfter, error);
  if (error instanceof WebAPIHTTPError) return ofStatus(error);
  if (error instanceof WebAPIRequestError) return ofTransport(error.original, error);
  // The library throws a plain error for a 429 whose Retry-After it cannot read.
  if (error instanceof Error && error.message.startsWith('Retry header')) return busy(1, error);
  return ofTransport(error, error);
}

/** Slack's words, by what has to happen next. A word that is missing here means that Slack refuses the message. */
const KINDS: Readonly<Record<Exclude<FailureKind, 'refused'>, readonly string[]>> = {
  busy: ['ratelimited', 'rate_limited', 'message_limit_exceeded', 'accesslimited'],
  unreachable: [],
  unknown: [
    'internal_error',
    'fatal_error',
    'service_unavailable',
    'request_timeout',
    'team_added_to_org',
  ],
  gone: ['message_not_found', 'cant_update_message', 'cant_delete_message', 'thread_not_found'],
  channel: [
    'channel_not_found',
    'is_archived',
    // What `chat.update` says of a channel that is archived.
    'is_inactive',
    'not_in_channel',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
    'restricted_action_thread_locked',
    'method_not_supported_for_channel_type',
    'missing_post_type',
    'no_permission',
  ],
  token: [
    'invalid_auth',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'not_authed',
    'no_auth',
    'missing_scope',
    'not_allowed_token_type',
    'access_denied',
    'ekm_access_denied',
    'org_login_required',
    'team_access_not_granted',
    'two_factor_setup_required',
  ],
};

const KIND_OF: ReadonlyMap<string, FailureKind> = new Map(
  Object.entries(KINDS).flatMap(([kind, codes]) =>
    // The keys of KINDS are failure kinds.
    codes.map((code) => [code, kind as FailureKind] as const),
  ),
);

function ofAnswer(error: WebAPIPlatformError): DeliveryFailed {
  const code = error.data.error;
  // The library hands on what is no JSON (a proxy's page, half an answer) as if it were Slack's word.
  if (!/^[a-z][a-z0-9_]*$/.test(code)) {
    return new DeliveryFailed('unknown', 'malformed_answer', { cause: error });
  }
  const kind = KIND_OF.get(code) ?? 'refused';
  if (kind === 'busy') return busy(error.data.response_metadata?.retryAfter ?? 1, error, code);
  return new DeliveryFailed(kind, code, { needed: neededBy(error), cause: error });
}

/** The scopes that a call needs, where Slack says so: https://docs.slack.dev/reference/methods/chat.postMessage#errors. */
function neededBy({ data }: WebAPIPlatformError): string | null {
  return 'needed' in data && typeof data.needed === 'string' ? data.needed : null;
}

function busy(seconds: number, cause: unknown, code = 'ratelimited'): DeliveryFailed {
  return new DeliveryFailed('busy', code, { retryAfter: seconds * 1_000, cause });
}

function ofStatus(error: WebAPIHTTPError): DeliveryFailed {
  // Slack itself answers 200 or 429 only. A 4xx comes from something in between, that did not pass the call on.
  const kind = error.statusCode >= 500 ? 'unknown' : 'unreachable';
  return new DeliveryFailed(kind, `http_${error.statusCode}`, { cause: error });
}

/** What happens before a connection stands: then nothing was sent. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function ofTransport(original: unknown, cause: unknown): DeliveryFailed {
  const code = transportCode(original);
  const kind = code !== undefined && BEFORE_SENDING.has(code) ? 'unreachable' : 'unknown';
  return new DeliveryFailed(kind, code ?? nameOf(original), { cause });
}

/** The system's code, which fetch hides one or two causes deep. */
function transportCode(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return undefined;
}

function nameOf(error: unknown): string {
  return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'no_answer';
}
