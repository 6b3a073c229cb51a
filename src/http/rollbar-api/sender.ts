import type { FastifyRequest } from 'fastify';
import { rollbarItems } from '../../sources/index.ts';
import { HttpFault } from '../faults.ts';
import { type Fields, fieldsOf, textAt } from '../json-fields.ts';
import { keyWantedBy, senderWithKey } from '../key-sender.ts';
import type { Sender } from '../senders.ts';
import type { IntakeDeps } from '../take-in.ts';

/** Under which name its errors go where nothing is configured. */
const UNCONFIGURED = 'rollbar';

/** Whose access token it is; a request without one, or with a stranger's, is refused. */
export function senderOf(deps: IntakeDeps, request: FastifyRequest): Sender {
  const token = tokenOf(request);
  if (token === '') throw new HttpFault(401, 'unauthorized', WITHOUT);
  const sender = senderOfToken(deps, token);
  if (sender) return sender;
  throw new HttpFault(403, 'forbidden', STRANGE, { wanted: keyWantedBy(rollbarItems) });
}

const HOW =
  'send a key of a source of the type rollbar-sdk, or else the ingest key, as "X-Rollbar-Access-Token: KEY"';
const WITHOUT = `No access token was found in the request: ${HOW}.`;
const STRANGE = `Nobody has this access token: ${HOW}.`;

/** Refuses a stranger before the body is read, where the token stands before it. */
export function refuseStrangers(deps: IntakeDeps, request: FastifyRequest): void {
  const { headers, query } = request;
  if (tokenBefore({ headers, query }) !== '') senderOf(deps, request);
}

/** Under which name a request is counted. */
export function nameOf(deps: IntakeDeps, request: FastifyRequest): string {
  return senderOfToken(deps, tokenOf(request))?.origin.name ?? UNCONFIGURED;
}

function senderOfToken(deps: IntakeDeps, token: string): Sender | undefined {
  const api = { type: rollbarItems.type, source: rollbarItems };
  const sender = senderWithKey(deps, api, token);
  if (sender?.origin.name !== rollbarItems.type) return sender;
  return { ...sender, origin: { ...sender.origin, name: UNCONFIGURED } };
}

function tokenOf({ headers, query, body }: FastifyRequest): string {
  return tokenBefore({ headers, query }) || tokenIn(Array.isArray(body) ? body[0] : body);
}

function tokenBefore({ headers, query }: Pick<FastifyRequest, 'headers' | 'query'>): string {
  return textAt(headers, 'x-rollbar-access-token') || textAt(fieldsOf(query), 'access_token');
}

/** The oldest notifiers send the whole item as a text in a form. */
function tokenIn(body: unknown): string {
  const fields: Fields = fieldsOf(body);
  const inside = textAt(fields, 'payload', 2_000);
  const [, quoted = ''] = /"access_token"\s*:\s*"([\w-]{1,200})"/.exec(inside) ?? [];
  return (
    textAt(fields, 'access_token') || textAt(fieldsOf(fields['payload']), 'access_token') || quoted
  );
}
