import type {
  Breadcrumb,
  ErrorEvent,
  ErrorRequest,
  Frame,
  Raised,
} from '../../domain/error-event.ts';
import type { Labels } from '../../domain/labels.ts';
import type { ScrubRules } from '../source.ts';
import { withoutLiteralSecrets, withoutNamedSecrets } from './named-secrets.ts';
import { maskedIp, maskedUser, withMaskedEmails, withMaskedIps } from './personal.ts';
import { isSecretHeader, isSecretName, plainName } from './secret-names.ts';
import { REMOVED, withoutPlainSecrets, withoutQueryKeys } from './secrets.ts';

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
    server: of.text(event.server),
    message: of.words(event.message),
    template: of.text(event.template),
    chain: event.chain.map((each) => scrubbedException(each, of)),
    fingerprint: event.fingerprint.map(of.text),
    tags: of.wordsOf(event.tags),
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

/** A text without secrets alone; all else may be of use in it. */
export function withoutSecrets(text: string, rules: Pick<ScrubRules, 'fields'>): string {
  return withoutPlainSecrets(withoutNamedSecrets(text, namesOf(rules)));
}

function namesOf({ fields }: Pick<ScrubRules, 'fields'>): readonly string[] {
  return fields.map(plainName).filter((name) => name !== '');
}

interface Scrubber {
  text(text: string): string;
  /** What people say of the error: without addresses of users, which other texts may need to be of use. */
  words(text: string): string;
  code(text: string): string;
  texts(texts: Labels): Labels;
  wordsOf(texts: Labels): Labels;
  headers(texts: Labels): Labels;
}

const scrubbers = new WeakMap<ScrubRules, Scrubber>();

function scrubberOf(rules: ScrubRules): Scrubber {
  const known = scrubbers.get(rules);
  if (known) return known;
  const made = scrubber(rules);
  scrubbers.set(rules, made);
  return made;
}

function scrubber(rules: ScrubRules): Scrubber {
  const { keepIp, keepEmail } = rules;
  const others = namesOf(rules);
  const plain = (text: string) => {
    const clean = withoutPlainSecrets(text);
    return keepEmail ? clean : withMaskedEmails(clean);
  };
  const text = (given: string) => plain(withoutQueryKeys(withoutNamedSecrets(given, others)));
  const words = keepIp ? text : (given: string) => withMaskedIps(text(given));
  const code = (given: string) => plain(withoutLiteralSecrets(given, others));
  const changing = (change: Change) =>
    remembered((name) => {
      if (isSecretName(name, others)) return () => REMOVED;
      return !keepIp && isAddressName(name) ? maskedIp : change;
    });
  const changeFor = changing(text);
  const texts = eachBy(changeFor);
  const headers = eachBy((name) => (isSecretHeader(name) ? () => REMOVED : changeFor(name)));
  return { text, words, code, texts, wordsOf: eachBy(changing(words)), headers };
}

type Change = (text: string) => string;

function eachBy(changeFor: (name: string) => Change): (given: Labels) => Labels {
  return (given) =>
    Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, changeFor(name)(value)]),
    );
}

const NAMES_REMEMBERED = 5_000;

/** The same names come with each error: what they say of their texts is remembered. */
function remembered<T>(sayOf: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size >= NAMES_REMEMBERED) known.clear();
    const said = sayOf(name);
    known.set(name, said);
    return said;
  };
}

const ADDRESS_NAME =
  /^(?:http)?(?:x?forwardedfor|forwarded|xrealip|trueclientip|cfconnecting(?:ip|ipv6)|x?clientip|fastlyclientip|remoteaddr|remoteip|ip|ipaddress|userip)$/;

/** Whether what has this name is the address of who asked. */
function isAddressName(name: string): boolean {
  return ADDRESS_NAME.test(plainName(name));
}

function scrubbedException({ value, frames, ...rest }: Raised, of: Scrubber): Raised {
  return { ...rest, value: of.words(value), frames: frames.map((each) => scrubbedFrame(each, of)) };
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
    // As it stands in an address, so that the first name in it is told from a word.
    query: of.text(`?${request.query}`).slice(1),
    headers: of.headers(request.headers),
    data: of.text(request.data),
  };
}

function scrubbedBreadcrumb({ message, data, ...rest }: Breadcrumb, of: Scrubber): Breadcrumb {
  return { ...rest, message: of.words(message), data: of.wordsOf(data) };
}
