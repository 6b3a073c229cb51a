import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { between, type Instant, instant } from '../../domain/time.ts';
import type { Signature } from '../../sources/source.ts';
import { digest, isOneOf } from '../authenticate.ts';

/** Signatures past this in one header are not looked at: a vendor sends two while its secret changes. */
const MOST_SIGNATURES = 8;

/** The signatures that a request carries, without what stands before each; none: it is not signed. */
export function signaturesIn(
  { header, prefix, encoding }: Signature,
  headers: IncomingHttpHeaders,
): readonly string[] {
  const value = headers[header];
  if (typeof value !== 'string') return [];
  return value
    .split(',', MOST_SIGNATURES)
    .map((each) => each.trim())
    .filter((each) => each.length > prefix.length && each.startsWith(prefix))
    .map((each) => each.slice(prefix.length))
    .map((each) => (encoding === 'hex' ? each.toLowerCase() : each));
}

/** What is signed before the body: the time, where there is one; null: it is no time, or not of now. */
export function signedBefore(
  { timestamp }: Signature,
  headers: IncomingHttpHeaders,
  now: Instant,
): string | null {
  if (timestamp === undefined) return '';
  const value = headers[timestamp.header];
  if (value === undefined) return '';
  if (typeof value !== 'string' || !/^\d{1,12}$/.test(value)) return null;
  const apart = Math.abs(between(instant(Number(value) * 1_000), now));
  return apart <= timestamp.within ? `${value}${timestamp.separator}` : null;
}

/** What is signed, and with which secret. */
export interface Signed {
  readonly secret: string;
  readonly before: string;
  readonly bytes: Buffer;
}

/** Whether one of these signatures was made with the secret over these bytes; takes as long for a wrong one. */
export function isSigned(
  { algorithm, encoding }: Signature,
  given: readonly string[],
  { secret, before, bytes }: Signed,
): boolean {
  const right = createHmac(algorithm, secret).update(before).update(bytes).digest(encoding);
  return isOneOf(given.map(digest), digest(right));
}
