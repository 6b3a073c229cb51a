import type { Alert } from '../domain/alert.ts';
import type { Duration } from '../domain/time.ts';

/** Where a request may carry the key. */
export type KeyCarrier = 'bearer' | 'basic-password' | 'x-quell-key' | 'query';

/** How a sender shows that it may send; `http/authenticate.ts` carries it out. */
export interface AuthScheme {
  readonly kind: 'key';
  readonly from: readonly KeyCarrier[];
}

/** A key in any of the places that senders know. */
export const KEY_ANYWHERE: AuthScheme = {
  kind: 'key',
  from: ['bearer', 'basic-password', 'x-quell-key', 'query'],
};

/** Who sends: the source's configured name, and how long its firings hold when they say no end. */
export interface Origin {
  readonly name: string;
  /** Null: until the sender says so, or the incident expires. */
  readonly resolveTimeout: Duration | null;
}

/** An entry of a payload that was not taken, counted from 0, and why. */
export interface Rejection {
  readonly index: number;
  readonly reason: string;
}

/** An entry of a payload, counted from 0, that may not say what its sender meant. */
export interface Note {
  readonly index: number;
  readonly note: string;
}

/** What a source made of a payload. */
export interface Parsed {
  readonly alerts: readonly Alert[];
  readonly rejected: readonly Rejection[];
  /** Only where there are some. */
  readonly notes?: readonly Note[];
}

/** An alert format that we understand. Pure: no clock, no network. */
export interface Source {
  /** Its name in paths and configuration. */
  readonly type: string;
  readonly auth: AuthScheme;
  /** How long a firing without an end holds, where the sender re-sends what still fires; null where it tells each end. */
  readonly resolveTimeout: Duration | null;
  /** Turns a payload into alerts; throws `PayloadRejected` and nothing else. */
  parse(payload: unknown, origin: Origin): Parsed;
}

/** The payload is wrong as a whole, so that nothing of it is taken. */
export class PayloadRejected extends Error {
  /** `missing`: well formed, but without a field that must be there. */
  readonly kind: 'malformed' | 'missing';

  constructor(kind: 'malformed' | 'missing', message: string) {
    super(message);
    this.name = 'PayloadRejected';
    this.kind = kind;
  }
}
