import type { Alert } from '../domain/alert.ts';
import type { Duration, Instant } from '../domain/time.ts';

/** Where a request may carry the key; a header of the vendor's own by its name in small letters. */
export type KeyCarrier =
  | 'bearer'
  | 'basic-password'
  | 'x-quell-key'
  | 'query'
  | { readonly header: string };

/** A signature over the body's bytes as they came, made with the source's key as the secret. */
export interface Signature {
  /** The header that carries it, in small letters; several signatures in it stand between commas. */
  readonly header: string;
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64';
  /** What stands before it, such as `sha256=`; empty: nothing. */
  readonly prefix: string;
  /** A header with seconds since 1970, signed as `SECONDS`, `separator`, body; without the header the body alone is signed. */
  readonly timestamp?: {
    readonly header: string;
    readonly separator: string;
    /** How old or early it may be. */
    readonly within: Duration;
  };
}

/**
 * How a sender shows that it may send; `http/authenticate.ts` carries it out. A plain key in `from` always does.
 * `hmac`: so does the vendor's signature. `sns`: the key, and the signature of Amazon SNS where there is an envelope.
 */
export type AuthScheme =
  | { readonly kind: 'key'; readonly from: readonly KeyCarrier[] }
  | {
      readonly kind: 'hmac';
      readonly from: readonly KeyCarrier[];
      readonly signature: Signature;
    }
  | { readonly kind: 'sns'; readonly from: readonly KeyCarrier[] };

const ANYWHERE = ['bearer', 'basic-password', 'x-quell-key', 'query'] as const;

/** A key in any of the places that senders know. */
export const KEY_ANYWHERE: AuthScheme = { kind: 'key', from: ANYWHERE };

/** A key in any of the places that senders know, or in a header of the vendor's own, as the vendor writes it. */
export function keyAnywhereOr(header: string): AuthScheme {
  return { kind: 'key', from: [...ANYWHERE, { header: header.toLowerCase() }] };
}

/** A key in any of the places that senders know, or the vendor's signature; its headers as the vendor writes them. */
export function signedOrKey({ header, timestamp, ...rest }: Signature): AuthScheme {
  const stamp = timestamp && { ...timestamp, header: timestamp.header.toLowerCase() };
  const signature = { ...rest, header: header.toLowerCase(), ...(stamp && { timestamp: stamp }) };
  return { kind: 'hmac', from: ANYWHERE, signature };
}

/** What people do at the vendor's side; `{url}` and `{key}` stand for ours. */
interface About {
  readonly vendor: string;
  /** Three short steps. */
  readonly steps: readonly string[];
  /** What they paste there, where that is long: the steps call it "the text below". */
  readonly paste?: string;
}

/** The headers of a request, names in small letters. */
export type RequestHeaders = Readonly<Record<string, unknown>>;

/** What is taken out of errors beside the secrets that everybody has. */
export interface ScrubRules {
  /** Names, or parts of names, of further fields that nobody may see. */
  readonly fields: readonly string[];
  readonly keepIp: boolean;
  readonly keepEmail: boolean;
}

/** Who sends: the source's configured name, and how long its firings hold when they say no end. */
export interface Origin {
  readonly name: string;
  /** Null: until the sender says so, or the incident expires. */
  readonly resolveTimeout: Duration | null;
  /** The project whose errors it sends, where several sources share one. */
  readonly project?: string;
  /** When this arrived, for what says no time itself. */
  readonly receivedAt?: Instant;
  /** What is taken out of its errors; `SCRUB_ALL` where nobody said. */
  readonly scrub?: ScrubRules;
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
  readonly about: About;
  /** What it also comes as, beside JSON: `form` fields, which become an object of texts, or JSON called plain `text`. */
  readonly alsoTakes?: 'form' | 'text';
  /** How long a firing without an end holds, where the sender re-sends what still fires; null where it tells each end. */
  readonly resolveTimeout: Duration | null;
  /** Turns a payload into alerts; throws `PayloadRejected` and nothing else. Few vendors say in `headers` what it is. */
  parse(payload: unknown, origin: Origin, headers?: RequestHeaders): Parsed;
  /** The same where it takes its time; then it stands in place of `parse`. */
  translate?(payload: unknown, origin: Origin): Promise<Parsed>;
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
