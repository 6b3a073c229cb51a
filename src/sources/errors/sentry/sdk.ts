import type { Alert } from '../../../domain/alert.ts';
import { isFields } from '../../fields.ts';
import { type Origin, PayloadRejected } from '../../source.ts';
import { alertOfError } from '../alert.ts';
import { SCRUB_ALL, scrubbed, scrubbedText } from '../scrub.ts';
import { alertOfCheckIn } from './check-in.ts';
import { type Discarded, discardedIn } from './client-report.ts';
import { type Envelope, envelopeIn, type Item, jsonIn } from './envelope.ts';
import { errorEventFrom, eventIdIn, type Reported } from './event.ts';
import { type Feedback, feedbackIn } from './feedback.ts';

/** What was understood of an item that an SDK sent. */
export interface SdkItem {
  /** The item's type; `unknown` for one that nobody knows. */
  readonly type: string;
  /** `stored`: it must not be lost; `counted`: it may be; `rejected`: it is wrong; `skipped`: nobody knows its type. */
  readonly outcome: 'stored' | 'counted' | 'rejected' | 'skipped';
  readonly alert?: Alert;
  readonly feedback?: Feedback;
  readonly discarded?: readonly Discarded[];
  /** Why it was rejected. */
  readonly reason?: string;
  readonly isTooLarge?: boolean;
}

/** What Sentry's SDKs send, for their API: `http/sentry-api/` takes it in. */
export const sentrySdk = {
  type: 'sentry-sdk',
  /** Takes an envelope apart; throws `PayloadRejected` where it is none. */
  envelope: envelopeIn,
  /** The id that an envelope's header gives its event. */
  eventId: ({ header }: Envelope): string | undefined => eventIdIn(header['event_id']),
  items: itemsOf,
  /** Understands one event by itself; throws `PayloadRejected` where it is none. */
  event: (payload: unknown, origin: Origin): SdkItem =>
    readEvent(payload, { origin, eventId: undefined }),
} as const;

/** Understands what is in an envelope: what is wrong with one item harms no other. */
function itemsOf(envelope: Envelope, origin: Origin): readonly SdkItem[] {
  const reported = { origin, eventId: sentrySdk.eventId(envelope) };
  const items = envelope.items.map((item) => understood(item, reported));
  const { broken } = envelope;
  return broken === null ? items : [...items, rejected('unknown', broken)];
}

/** What is counted now and kept by a later version, so that it may be lost. */
const COUNTED: ReadonlySet<string> = new Set([
  ...['transaction', 'span', 'session', 'sessions', 'log', 'trace_metric', 'statsd', 'metric'],
  ...['metric_buckets', 'metric_meta', 'profile', 'profile_chunk', 'attachment'],
  ...['replay_event', 'replay_recording', 'replay_video', 'raw_security', 'nel'],
]);

const READERS: Readonly<Record<string, (payload: unknown, reported: Reported) => SdkItem>> = {
  event: readEvent,
  check_in: (payload, { origin }) => {
    const alert = alertOfCheckIn(payload, origin);
    const type = 'check_in';
    return alert ? { type, outcome: 'stored', alert } : { type, outcome: 'counted' };
  },
  client_report: (payload) => ({
    type: 'client_report',
    outcome: 'counted',
    discarded: discardedIn(payload),
  }),
  user_report: (payload, reported) => readFeedback('user_report', payload, reported),
  feedback: (payload, reported) => readFeedback('feedback', payload, reported),
};

/** No SDK sends more as one event: https://develop.sentry.dev/sdk/data-model/envelopes/#size-limits. */
const MOST_BYTES = 1024 * 1024;

function understood({ type, payload }: Item, reported: Reported): SdkItem {
  if (COUNTED.has(type)) return { type, outcome: 'counted' };
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (!read) return { type: 'unknown', outcome: 'skipped' };
  if (payload.length > MOST_BYTES) {
    return { ...rejected(type, 'It is larger than 1 MiB.'), isTooLarge: true };
  }
  const value = jsonIn(payload);
  if (value === undefined) return rejected(type, 'Its payload is not JSON.');
  try {
    return read(value, reported);
  } catch (error) {
    if (error instanceof PayloadRejected) return rejected(type, error.message);
    throw error;
  }
}

function rejected(type: string, reason: string): SdkItem {
  return { type, outcome: 'rejected', reason };
}

/** An error; the way of single events was that of transactions too. */
function readEvent(payload: unknown, reported: Reported): SdkItem {
  if (isFields(payload) && payload['type'] === 'transaction') {
    return { type: 'transaction', outcome: 'counted' };
  }
  const { origin } = reported;
  const event = scrubbed(errorEventFrom(payload, reported), origin.scrub ?? SCRUB_ALL);
  return { type: 'event', outcome: 'stored', alert: alertOfError(event, origin) };
}

function readFeedback(type: string, payload: unknown, { origin }: Reported): SdkItem {
  const { eventId, text } = feedbackIn(payload);
  const clean = scrubbedText(text, origin.scrub ?? SCRUB_ALL);
  return { type, outcome: 'stored', feedback: { eventId, text: clean } };
}
