import type {
  Breadcrumb,
  ErrorEvent,
  ErrorRequest,
  ErrorUser,
  Frame,
  Raised,
} from '../../domain/error-event.ts';
import { shrunk } from './shrink.ts';
import { boundedText, textsIn } from './texts.ts';

/** The most that is kept of one error. */
export const BOUNDS = {
  exceptions: 8,
  frames: 50,
  /** Of a deeper stack so many of the outermost calls are kept, and of the innermost the rest. */
  outermost: 10,
  breadcrumbs: 50,
  fingerprint: 20,
  /** Lines of code before a frame's own, and after it. */
  around: 5,
  /** What an error says. */
  value: 2_000,
  /** A line of code. */
  code: 200,
  /** Names, places and all that is short by nature. */
  word: 200,
  /** A request's address, query and body. */
  url: 1_000,
  body: 4_000,
  vars: { count: 20, name: 100, text: 200 },
  tags: { count: 50, name: 100, text: 200 },
  contexts: { count: 20, name: 100, text: 300 },
  extra: { count: 40, name: 100, text: 1_000 },
  headers: { count: 40, name: 100, text: 500 },
  data: { count: 10, name: 100, text: 200 },
} as const;

/** The same error with every part of it bounded, and below about 60 KB in all. */
export function bounded(event: ErrorEvent): ErrorEvent {
  const word = (text: string) => boundedText(text, BOUNDS.word);
  return shrunk({
    ...event,
    id: word(event.id),
    project: word(event.project),
    platform: word(event.platform),
    environment: word(event.environment),
    release: word(event.release),
    logger: word(event.logger),
    transaction: word(event.transaction),
    server: word(event.server),
    sdk: word(event.sdk),
    message: boundedText(event.message, BOUNDS.value),
    template: boundedText(event.template, BOUNDS.value),
    chain: ends(event.chain, BOUNDS.exceptions, 1).map(raised),
    fingerprint: event.fingerprint.slice(0, BOUNDS.fingerprint).map(word),
    tags: textsIn(event.tags, BOUNDS.tags),
    user: event.user && user(event.user),
    request: event.request && request(event.request),
    breadcrumbs: event.breadcrumbs.slice(-BOUNDS.breadcrumbs).map(breadcrumb),
    contexts: textsIn(event.contexts, BOUNDS.contexts),
    extra: textsIn(event.extra, BOUNDS.extra),
  });
}

/** At most `most` of a list: so many of its beginning, and of its end the rest. */
export function ends<T>(list: readonly T[], most: number, first: number): readonly T[] {
  return list.length <= most ? list : [...list.slice(0, first), ...list.slice(first - most)];
}

function raised({ type, value, synthetic, handled, frames }: Raised): Raised {
  return {
    type: boundedText(type, BOUNDS.word),
    value: boundedText(value, BOUNDS.value),
    synthetic,
    handled,
    frames: ends(frames, BOUNDS.frames, BOUNDS.outermost).map(frame),
  };
}

/** Of frames that are not the program's own, the line itself says enough. */
function frame({ path, module, function: name, line, code, inApp, ...rest }: Frame): Frame {
  const around = (lines: readonly string[]) => (inApp ? lines : []).map(codeLine);
  return {
    path: endOf(path, BOUNDS.word),
    module: endOf(module, BOUNDS.word),
    function: boundedText(name, BOUNDS.word),
    line,
    code: codeLine(code),
    before: around(rest.before.slice(-BOUNDS.around)),
    after: around(rest.after.slice(0, BOUNDS.around)),
    inApp,
    vars: inApp ? textsIn(rest.vars, BOUNDS.vars) : {},
  };
}

function codeLine(text: string): string {
  return boundedText(text, BOUNDS.code);
}

/** Of a long path its end, which says more. */
function endOf(path: string, max: number): string {
  return boundedText(path.length > max ? `…${path.slice(1 - max)}` : path, max);
}

function user({ id, email, name, ip }: ErrorUser): ErrorUser {
  const word = (text: string) => boundedText(text, BOUNDS.word);
  return { id: word(id), email: word(email), name: word(name), ip: word(ip) };
}

function request({ method, url, query, headers, data }: ErrorRequest): ErrorRequest {
  return {
    method: boundedText(method, 20),
    url: boundedText(url, BOUNDS.url),
    query: boundedText(query, BOUNDS.url),
    headers: textsIn(headers, BOUNDS.headers),
    data: boundedText(data, BOUNDS.body),
  };
}

function breadcrumb({ at, category, level, message, data }: Breadcrumb): Breadcrumb {
  return {
    at,
    category: boundedText(category, BOUNDS.word),
    level: boundedText(level, 20),
    message: boundedText(message, 500),
    data: textsIn(data, BOUNDS.data),
  };
}
