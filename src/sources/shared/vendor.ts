import type { Alert } from '../../domain/alert.ts';
import type { Duration } from '../../domain/time.ts';
import { type Fields, isFields, kindOf } from '../fields.ts';
import { KEY_ANYWHERE, type Origin, type Parsed, PayloadRejected, type Source } from '../source.ts';
import { notOf, parseEach } from './each.ts';
import type { Reading } from './reading.ts';
import { alertFrom, type Told } from './told.ts';

/** What one entry of a vendor's webhook tells. */
export interface Finding extends Told {
  /** Where it ends by itself, whatever is configured for the source. */
  readonly endsAfter?: Duration;
}

/** What makes a source of a vendor whose notification tells of one problem, or unfolds to several. */
export interface Vendor extends Pick<Source, 'type' | 'about' | 'alsoTakes'> {
  /** Without it, a key in any of the usual places. */
  readonly auth?: Source['auth'];
  /** What a notification of this vendor has, as the end of "there is no …". */
  readonly sought: string;
  isOurs(entry: Reading): boolean;
  find(entry: Reading): Finding;
  /** The entries of a notification, where its problems stand inside of it or under other names. */
  unfold?(notification: Fields): readonly Fields[];
}

/** A source of a vendor's webhook; an array of notifications is read as well as one. */
export function vendorSource(vendor: Vendor): Source {
  const { type, about, auth = KEY_ANYWHERE, alsoTakes } = vendor;
  const parse = (payload: unknown, origin: Origin) => parseWith(vendor, payload, origin);
  return { type, about, auth, ...(alsoTakes && { alsoTakes }), resolveTimeout: null, parse };
}

function parseWith(vendor: Vendor, payload: unknown, origin: Origin): Parsed {
  return parseEach(unfolded(vendor, payload), (entry) => [alertIn(vendor, entry, origin)]);
}

function unfolded({ about, unfold }: Vendor, payload: unknown): readonly unknown[] {
  if (!isFields(payload) && !Array.isArray(payload)) {
    const what = `a notification of ${about.vendor}, an object`;
    throw new PayloadRejected('malformed', `The body must be ${what}, and is ${kindOf(payload)}.`);
  }
  const given: readonly unknown[] = Array.isArray(payload) ? payload : [payload];
  if (!unfold) return given;
  return given.flatMap((each): readonly unknown[] => (isFields(each) ? unfold(each) : [each]));
}

function alertIn(vendor: Vendor, entry: Reading, origin: Origin): Alert {
  if (!vendor.isOurs(entry)) throw notOf(vendor.about.vendor, vendor.sought);
  const finding = vendor.find(entry);
  const alert = alertFrom(finding, origin);
  if (finding.endsAfter === undefined || alert.status === 'resolved') return alert;
  return { ...alert, resolveTimeout: finding.endsAfter };
}
