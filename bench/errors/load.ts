import { gzipSync } from 'node:zlib';
import { type Events, eventOf } from './event.ts';

/** What one measurement sends, and how fast. */
export interface ErrorLoad {
  readonly port: number;
  readonly key: string;
  readonly events: Events;
  readonly count: number;
  /** How many were sent before: the first one's number. */
  readonly from: number;
  /** Kept alive, each with one request at a time. */
  readonly connections: number;
  /** Events a second, whether or not the answers come; null: as fast as these come. */
  readonly perSecond: number | null;
}

/** What came of it. */
export interface ErrorSpeed {
  readonly count: number;
  readonly milliseconds: number;
  /** From when each should have been sent to its answer, in milliseconds, sorted. */
  readonly latencies: readonly number[];
}

/** The n-th request, ready to be written to a socket. */
export function requestOf({ port, key, events }: ErrorLoad, n: number): Buffer {
  const event = eventOf(events, n);
  const payload = JSON.stringify(event);
  const lines = [
    '{}',
    JSON.stringify({ type: 'event', length: Buffer.byteLength(payload) }),
    payload,
  ];
  const body = gzipSync(`${lines.join('\n')}\n`, { level: 1 });
  const head = [
    'POST /api/1/envelope/ HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    `X-Sentry-Auth: Sentry sentry_key=${key}, sentry_version=7, sentry_client=sentry.python/2.68.0`,
    'Content-Type: application/x-sentry-envelope',
    'Content-Encoding: gzip',
    `Content-Length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}
