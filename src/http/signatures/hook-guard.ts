import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.ts';
import type { AuthScheme, Signature } from '../../sources/source.ts';
import {
  guard,
  hasKey,
  headerName,
  nameOfWanted,
  unauthorized,
  type Wanted,
} from '../authenticate.ts';
import type { HttpFault } from '../faults.ts';
import { isSigned, signaturesIn, signedBefore } from './hmac.ts';

/** What the bytes of a body must still pass; throws 401. */
export type BodyCheck = (bytes: Buffer) => void;

/**
 * Looks at a request before its body is read: lets it pass (null), asks to see the body's bytes, or throws 401 where
 * it carries neither the key nor a signature.
 */
export type HookGuard = (request: FastifyRequest) => BodyCheck | null;

/** Whose key it is, and how it is asked for. */
export interface HookKey {
  readonly key: string;
  readonly wanted: Wanted;
}

/** The guard of a webhook: a plain key, or the vendor's signature made with it. */
export function hookGuard(auth: AuthScheme, own: HookKey, clock: Pick<Clock, 'now'>): HookGuard {
  const byKey = guard([own.key], auth.from, own.wanted, orSigned(auth));
  if (auth.kind !== 'hmac') {
    return (request) => {
      byKey(request);
      return null;
    };
  }
  const isRight = hasKey([own.key], auth.from);
  const bySignature = signatureGuard(auth, own, clock);
  return (request) => {
    if (isRight(request)) return null;
    const check = bySignature(request);
    if (check === null) byKey(request);
    return check;
  };
}

type Signing = Extract<AuthScheme, { readonly kind: 'hmac' }>;

/** What to check of a request that is signed; null: it is not. */
function signatureGuard(auth: Signing, own: HookKey, clock: Pick<Clock, 'now'>): HookGuard {
  const { signature } = auth;
  return ({ headers }) => {
    const given = signaturesIn(signature, headers);
    if (given.length === 0) return null;
    const before = signedBefore(signature, headers, clock.now());
    if (before === null) throw refused(auth, own, untimely(signature));
    return (bytes) => {
      if (isSigned(signature, given, { secret: own.key, before, bytes })) return;
      throw refused(auth, own, notSignedWith(own, signature));
    };
  };
}

function refused(auth: Signing, { wanted }: HookKey, what: string): HttpFault {
  return unauthorized(what, wanted, auth.from, orSigned(auth));
}

function untimely({ timestamp }: Signature): string {
  return `The time in "${headerName(timestamp?.header ?? '')}" is not of now, so that the request may be an old one sent again`;
}

function notSignedWith({ wanted }: HookKey, { header }: Signature): string {
  const name = nameOfWanted(wanted);
  return `The signature in "${headerName(header)}" is not made over this body with the ${name} as the secret`;
}

function orSigned(auth: AuthScheme): string {
  if (auth.kind !== 'hmac') return '';
  return `, or sign the body with it in "${headerName(auth.signature.header)}"`;
}
