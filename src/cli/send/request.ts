import { createHmac } from 'node:crypto';
import type { Instant } from '../../domain/time.ts';
import { isObject } from '../../http/json-fields.ts';
import type { Signature, Source } from '../../sources/source.ts';

/** A request as the source's vendor would make it. */
export interface VendorRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a request is made of. */
export interface Sending {
  readonly source: Source;
  readonly payload: unknown;
  readonly key: string;
  /** Of an SDK of Sentry: the number at the end of its DSN. */
  readonly project: string;
  readonly now: Instant;
  /** Whether it tells an end. */
  readonly isEnd: boolean;
}

/** Makes the request: the APIs of other products have paths and keys of their own, and all else is a webhook. */
export function requestFor(sending: Sending): VendorRequest {
  return (APIS[sending.source.type] ?? hookRequest)(sending);
}

const JSON_TYPE = 'application/json';

const APIS: Readonly<Record<string, (sending: Sending) => VendorRequest>> = {
  prometheus: ({ payload, key }) => jsonRequest('/api/v2/alerts', payload, `Bearer ${key}`),
  'pagerduty-events': ({ payload, key }) =>
    jsonRequest('/v2/enqueue', isObject(payload) ? { ...payload, routing_key: key } : payload),
  'opsgenie-alerts': ({ payload, key, isEnd }) =>
    isEnd
      ? jsonRequest(closing(payload), {}, `GenieKey ${key}`)
      : jsonRequest('/v2/alerts', payload, `GenieKey ${key}`),
  'rollbar-sdk': ({ payload, key }) => ({
    path: '/api/1/item/',
    headers: { 'content-type': JSON_TYPE, 'x-rollbar-access-token': key },
    body: JSON.stringify(payload),
  }),
  'sentry-sdk': ({ payload, key, project }) => ({
    path: `/api/${project}/envelope/`,
    headers: {
      'content-type': 'application/x-sentry-envelope',
      'x-sentry-auth': `Sentry sentry_version=7, sentry_client=quell.send/1, sentry_key=${key}`,
    },
    body: `{}\n{"type":"event"}\n${JSON.stringify(payload)}\n`,
  }),
};

function closing(payload: unknown): string {
  const alias = isObject(payload) ? String(payload['alias']) : '';
  return `/v2/alerts/${encodeURIComponent(alias)}/close?identifierType=alias`;
}

function jsonRequest(path: string, payload: unknown, authorization?: string): VendorRequest {
  const headers = { 'content-type': JSON_TYPE, ...(authorization && { authorization }) };
  return { path, headers, body: JSON.stringify(payload) };
}

function hookRequest(sending: Sending): VendorRequest {
  const { source, payload } = sending;
  const [type, body] = bodyOf(source, payload);
  const headers = { 'content-type': type, ...credentials(sending, body) };
  return { path: `/hooks/${source.type}`, headers, body };
}

/** A form, where the source takes one and the payload is nothing but texts; JSON that may be called a text, as one. */
function bodyOf({ alsoTakes }: Source, payload: unknown): readonly [type: string, body: string] {
  const json = JSON.stringify(payload);
  if (alsoTakes === 'text') return ['text/plain; charset=utf-8', json];
  const fields = isObject(payload) ? Object.entries(payload) : [];
  const texts = fields.filter((field): field is [string, string] => typeof field[1] === 'string');
  const isForm = alsoTakes === 'form' && texts.length > 0 && texts.length === fields.length;
  if (!isForm) return [JSON_TYPE, json];
  return ['application/x-www-form-urlencoded', String(new URLSearchParams(texts))];
}

/** The vendor's signature, else the key in the header that the vendor has for it, else as every script sends it. */
function credentials({ source, key, now }: Sending, body: string): Record<string, string> {
  const { auth } = source;
  if (auth.kind === 'hmac') return signed(auth.signature, { key, now, body });
  const own = auth.from.find((carrier) => typeof carrier === 'object');
  return own ? { [own.header]: key } : { authorization: `Bearer ${key}` };
}

function signed(
  { header, algorithm, encoding, prefix, timestamp }: Signature,
  { key, now, body }: Pick<Sending, 'key' | 'now'> & { readonly body: string },
): Record<string, string> {
  const time = String(Math.floor(now / 1_000));
  const before = timestamp ? `${time}${timestamp.separator}` : '';
  const made = createHmac(algorithm, key).update(before).update(body).digest(encoding);
  return { [header]: `${prefix}${made}`, ...(timestamp && { [timestamp.header]: time }) };
}
