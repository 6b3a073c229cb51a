import type {
  Breadcrumb,
  ErrorEvent,
  ErrorRequest,
  Frame,
  Raised,
} from '../../domain/error-event.ts';
import type { Labels } from '../../domain/labels.ts';
import type { ScrubRules } from '../source.ts';
import { maskedIp, maskedUser, withMaskedEmails } from './personal.ts';
import {
  isSecretName,
  plainName,
  REMOVED,
  withoutLiteralSecrets,
  withoutNamedSecrets,
  withoutPlainSecrets,
} from './secrets.ts';

/** Secrets, e-mail addresses and the ends of IP addresses are taken out. */
export const SCRUB_ALL: ScrubRules = { fields: [], keepIp: false, keepEmail: false };

/**
 * The error without secrets and, unless they may be kept, e-mail and IP addresses. Lines of code lose only what is
 * a secret by its form, and texts that are given to names of secrets.
 */
export function scrubbed(event: ErrorEvent, rules: ScrubRules): ErrorEvent {
  const of = scrubberOf(rules);
  return {
    ...event,
    transaction: of.text(event.transaction),
    message: of.text(event.message),
    template: of.text(event.template),
    chain: event.chain.map((each) => scrubbedException(each, of)),
    fingerprint: event.fingerprint.map(of.text),
    tags: of.texts(event.tags),
    user: event.user && maskedUser(event.user, rules),
    request: event.request && scrubbedRequest(event.request, of),
    breadcrumbs: event.breadcrumbs.map((each) => scrubbedBreadcrumb(each, of)),
    contexts: of.texts(event.contexts),
    extra: of.texts(event.extra),
  };
}

/** A text without secrets and, unless they may be kept, e-mail addresses. */
export function scrubbedText(text: string, rules: ScrubRules): string {
  return scrubberOf(rules).text(text);
}

interface Scrubber {
  text(text: string): string;
  code(text: string): string;
  texts(texts: Labels): Labels;
}

const scrubbers = new WeakMap<ScrubRules, Scrubber>();

function scrubberOf(rules: ScrubRules): Scrubber {
  const known = scrubbers.get(rules);
  if (known) return known;
  const made = scrubber(rules);
  scrubbers.set(rules, made);
  return made;
}

function scrubber({ fields, keepIp, keepEmail }: ScrubRules): Scrubber {
  const others = fields.map(plainName).filter((name) => name !== '');
  const plain = (text: string) => {
    const clean = withoutPlainSecrets(text);
    return keepEmail ? clean : withMaskedEmails(clean);
  };
  const text = (given: string) => plain(withoutNamedSecrets(given, others));
  const code = remembered((given) => plain(withoutLiteralSecrets(given, others)));
  const named = (name: string, value: string) => {
    if (isSecretName(name, others)) return REMOVED;
    return !keepIp && isAddressName(name) ? maskedIp(value) : text(value);
  };
  const texts = (given: Labels) =>
    Object.fromEntries(Object.entries(given).map(([name, value]) => [name, named(name, value)]));
  return { text, code, texts };
}

const LINES_REMEMBERED = 10_000;

/** The same lines of code come with each error of a place: what became of them is remembered. */
function remembered(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= LINES_REMEMBERED) known.clear();
    const changed = change(text);
    known.set(text, changed);
    return changed;
  };
}

const ADDRESS_NAME =
  /^(?:http)?(?:x?forwardedfor|forwarded|xrealip|trueclientip|cfconnecting(?:ip|ipv6)|x?clientip|fastlyclientip|remoteaddr|remoteip|ip|ipaddress|userip)$/;

/** Whether what has this name is the address of who asked. */
function isAddressName(name: string): boolean {
  return ADDRESS_NAME.test(plainName(name));
}

function scrubbedException({ value, frames, ...rest }: Raised, of: Scrubber): Raised {
  return { ...rest, value: of.text(value), frames: frames.map((each) => scrubbedFrame(each, of)) };
}

function scrubbedFrame(frame: Frame, of: Scrubber): Frame {
  return {
    ...frame,
    code: of.code(frame.code),
    before: frame.before.map(of.code),
    after: frame.after.map(of.code),
    vars: of.texts(frame.vars),
  };
}

function scrubbedRequest(request: ErrorRequest, of: Scrubber): ErrorRequest {
  return {
    method: request.method,
    url: of.text(request.url),
    query: of.text(request.query),
    headers: of.texts(request.headers),
    data: of.text(request.data),
  };
}

function scrubbedBreadcrumb({ message, data, ...rest }: Breadcrumb, of: Scrubber): Breadcrumb {
  return { ...rest, message: of.text(message), data: of.texts(data) };
}
