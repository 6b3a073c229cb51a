import type { ErrorUser } from '../../domain/error-event.ts';
import { fingerprintOf } from '../../domain/fingerprint.ts';
import type { ScrubRules } from '../source.ts';

const EMAIL = /\b([\w.+-])[\w.+-]{0,63}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})\b/g;
const IS_EMAIL = /^[^\s@]+@[^\s@]+$/;
const MADE_ID = 'anonymous-';

/** The text with each e-mail address as `a…@example.com`. */
export function withMaskedEmails(text: string): string {
  return text.includes('@') ? text.replace(EMAIL, '$1…@$2') : text;
}

const IN_TEXT = /(?<![\w.-])(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}(?![\w-]|\.\d)/g;

/** The text with each IPv4 address as `203.0.113.0`; one of an own network is a server more often than a user. */
export function withMaskedIps(text: string): string {
  if (!/\d\.\d/.test(text)) return text;
  return text.replace(IN_TEXT, (address, first, second) =>
    isOwnNetwork(Number(first), Number(second)) ? address : address.replace(/\d+$/, '0'),
  );
}

/** As https://www.iana.org/assignments/iana-ipv4-special-registry lists them; what is above 255 is no address. */
function isOwnNetwork(first: number, second: number): boolean {
  if ([0, 10, 127].includes(first) || first > 255) return true;
  if (first === 192) return second === 168;
  return first === 172 && second >= 16 && second < 32;
}

/** An address, or several with commas between them, without what tells one computer from its neighbours. */
export function maskedIp(text: string): string {
  return text
    .split(',')
    .map((each) => maskedAddress(each.trim()))
    .join(', ');
}

function maskedAddress(address: string): string {
  if (/^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/.test(address)) {
    return address.replace(/\.\d+(?::\d+)?$/, '.0');
  }
  const parts = address.replace(/^\[|\](?::\d+)?$/g, '').split(':');
  return parts.length > 2 ? `${parts.slice(0, 3).join(':')}::` : address;
}

type Personal = Pick<ScrubRules, 'keepIp' | 'keepEmail'>;

/**
 * The user without what may not be kept. Users whom that alone would tell from others get an id that is made of it, so that
 * they are still counted; who knows a list of addresses can find theirs in it.
 */
export function maskedUser(user: ErrorUser, { keepIp, keepEmail }: Personal): ErrorUser {
  const email = keepEmail ? user.email : withMaskedEmails(user.email);
  const name = keepEmail ? user.name : withMaskedEmails(user.name);
  const ip = keepIp ? user.ip : maskedIp(user.ip);
  return { id: idOf(user, { keepIp, keepEmail }), email, name, ip };
}

function idOf({ id, email, name, ip }: ErrorUser, { keepIp, keepEmail }: Personal): string {
  const known = id || email || name || ip;
  const isHidden = IS_EMAIL.test(known) ? !keepEmail : known === ip && id === '' && !keepIp;
  return isHidden && known !== '' ? `${MADE_ID}${fingerprintOf({ known }).slice(0, 12)}` : id;
}
