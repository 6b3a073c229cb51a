import type { FastifyReply, FastifyRequest } from 'fastify';
import { type SdkItem, sentrySdk } from '../../sources/index.ts';
import { PayloadRejected } from '../../sources/source.ts';
import { bodyOf, parseJson } from '../body.ts';
import { badRequest, HttpFault } from '../faults.ts';
import { textAt } from '../json-fields.ts';
import type { Limited } from '../limiter.ts';
import { arriving } from '../origin.ts';
import type { IntakeDeps } from '../take-in.ts';
import { tellFeedback } from './feedback.ts';
import { keyOfDsn, senderOf } from './sender.ts';

/** A request at one of the doors. */
export interface Arrival {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Whose key stands before the body; undefined: none does. */
  readonly sender: Limited | undefined;
}

/** The number of the project in the path of both doors. */
export function projectIn({ params }: FastifyRequest): string {
  // Both paths have this parameter.
  return (params as { readonly project: string }).project;
}

/**
 * The body of both doors: they have it read as bytes. It is let go of, since the last request of each connection stays in
 * memory until its next one.
 */
function bytesOf(request: FastifyRequest): Buffer {
  const bytes = bodyOf(request) as Buffer;
  request.body = undefined;
  return bytes;
}

/** What an SDK sent, without the bytes: they are not to be held as long as the disk is waited for. */
interface Sent {
  readonly sender: Limited;
  readonly items: readonly SdkItem[];
  readonly id: string | undefined;
}

/** `POST /api/:project/envelope/`: whatever an SDK sends, several things at once. The key may stand in its header. */
export async function envelope(deps: IntakeDeps, arrival: Arrival) {
  return received(deps, arrival.reply, inEnvelope(deps, arrival));
}

function inEnvelope(deps: IntakeDeps, { request, sender: known }: Arrival): Sent {
  const read = orMalformed(() => sentrySdk.envelope(bytesOf(request)));
  const sender = known ?? senderOf(deps, projectIn(request), keyOfDsn(textAt(read.header, 'dsn')));
  const items = sentrySdk.items(read, arriving(sender.origin, deps));
  return { sender, items, id: sentrySdk.eventId(read) ?? eventIdOf(items) };
}

/** `POST /api/:project/store/`: one event, as SDKs sent them once. */
export async function store(deps: IntakeDeps, arrival: Arrival) {
  return received(deps, arrival.reply, inStore(deps, arrival));
}

function inStore(deps: IntakeDeps, { request, sender: known }: Arrival): Sent {
  const sender = known ?? senderOf(deps, projectIn(request), '');
  const payload = parseJson(bytesOf(request));
  const items = [orMalformed(() => sentrySdk.event(payload, arriving(sender.origin, deps)))];
  return { sender, items, id: eventIdOf(items) };
}

async function received(deps: IntakeDeps, reply: FastifyReply, { sender, items, id }: Sent) {
  await take(deps, sender, items);
  slowDown(deps, sender, reply);
  return answer(id);
}

function orMalformed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof PayloadRejected) throw badRequest('malformed_payload', error.message);
    throw error;
  }
}

/** Stores what must not be lost, then counts and tells the rest. */
async function take(deps: IntakeDeps, sender: Limited, items: readonly SdkItem[]): Promise<void> {
  refuseBadWhole(items);
  const alerts = items.flatMap(({ alert }) => alert ?? []);
  const rejected = items.flatMap(({ reason }, index) =>
    reason === undefined ? [] : { index, reason },
  );
  await deps.takeIn(sender, { alerts, rejected });
  count(deps, sender, items);
  for (const { feedback } of items) {
    if (feedback) await tellFeedback(deps, sender.origin, feedback);
  }
}

/** A body of which nothing could be taken is refused, so that its sender hears why. */
function refuseBadWhole(items: readonly SdkItem[]): void {
  const wrong = items.find(({ reason }) => reason !== undefined);
  if (!wrong?.reason || items.some(({ outcome }) => outcome !== 'rejected')) return;
  const { reason, isTooLarge } = wrong;
  if (isTooLarge) throw new HttpFault(413, 'item_too_large', reason);
  throw badRequest('malformed_payload', reason);
}

function count(
  { metrics, lost }: IntakeDeps,
  { origin: { name } }: Limited,
  items: readonly SdkItem[],
): void {
  for (const { type, outcome, discarded = [] } of items) {
    metrics.sdkItems(name, type, outcome);
    for (const { reason, category, count: many } of discarded) {
      metrics.clientDiscarded(name, reason, category, many);
      if (category === 'error' && !MEANT.has(reason)) lost(name, { count: many, limit: null });
    }
  }
}

/** Why SDKs give up what their program does not want: https://develop.sentry.dev/sdk/telemetry/client-reports/. */
const MEANT: ReadonlySet<string> = new Set([
  'sample_rate',
  'before_send',
  'event_processor',
  'ignored',
]);

/** From this part of its rate on, a sender is asked to send errors only. */
const BUSY = 0.5;
const LESS = '60:transaction;span;session:key';

/**
 * Sheds what may be lost before what may not: a source that has used up half of its rate is asked to send no transactions,
 * spans and sessions for a minute, which SDKs obey on a 200 too. Errors are refused, with 429, only where the rate is used up.
 * https://develop.sentry.dev/sdk/expected-features/rate-limiting/
 */
function slowDown(deps: IntakeDeps, sender: Limited, reply: FastifyReply): void {
  if (deps.loadOf(sender) > BUSY) reply.header('x-sentry-rate-limits', LESS);
}

function eventIdOf(items: readonly SdkItem[]): string | undefined {
  return items.find(({ alert }) => alert?.event?.error)?.alert?.event?.error?.id;
}

function answer(id: string | undefined) {
  return id === undefined ? {} : { id };
}
