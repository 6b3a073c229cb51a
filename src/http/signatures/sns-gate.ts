import { X509Certificate } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { HttpFault } from '../faults.ts';
import {
  certificateAddress,
  confirmationAddress,
  isSignedBy,
  type SnsMessage,
  snsMessagesIn,
  textOf,
} from './sns-message.ts';
import type { Visit } from './visit.ts';

/** Lets a body pass that SNS signed, or that is no message of SNS; confirms a subscription. Else throws. */
export type SnsGate = (body: unknown) => Promise<void>;

/** The gate, which keeps the certificates that it fetched. */
export function snsGate(visit: Visit, clock: Pick<Clock, 'now'>): SnsGate {
  const certificateAt = certificates(visit);
  return async (body) => {
    for (const message of snsMessagesIn(body)) {
      const address = certificateAddress(message);
      if (address === null) throw refused('"SigningCertURL" is no address of Amazon SNS');
      const certificate = await certificateAt(address);
      if (!isSignedBy(message, certificate, clock.now())) {
        throw refused('Its signature does not fit the message');
      }
      await confirm(message, visit);
    }
  };
}

async function confirm(message: SnsMessage, visit: Visit): Promise<void> {
  if (textOf(message, 'Type') !== 'SubscriptionConfirmation') return;
  const address = confirmationAddress(message);
  if (address === null) throw refused('"SubscribeURL" is no address where SNS confirms');
  await visit(address).catch((cause: unknown) => {
    throw unreachable('The subscription cannot be confirmed now', cause);
  });
}

/** More certificates than SNS has in use in all regions at a time. */
const MOST_KEPT = 50;

function certificates(visit: Visit): (address: string) => Promise<X509Certificate> {
  const kept = new Map<string, X509Certificate>();
  return async (address) => {
    const known = kept.get(address);
    if (known) return known;
    const certificate = await fetchCertificate(visit, address);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(address, certificate);
    return certificate;
  };
}

async function fetchCertificate(visit: Visit, address: string): Promise<X509Certificate> {
  try {
    return new X509Certificate(await visit(address));
  } catch (cause) {
    throw unreachable('The certificate of this SNS message cannot be had now', cause);
  }
}

function refused(why: string): HttpFault {
  return new HttpFault(401, 'unauthorized', `This is no genuine message of Amazon SNS. ${why}.`);
}

/** SNS sends again what was answered so. */
function unreachable(what: string, cause: unknown): HttpFault {
  const headers = { 'retry-after': '30' };
  return new HttpFault(503, 'unavailable', `${what}. Please send it again later.`, {
    headers,
    cause,
  });
}
