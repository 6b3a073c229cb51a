import { days, type Instant, minutes, plus, seconds } from '../domain/time.ts';
import { type Post, timeText } from './example.ts';

/** A call of a Python program: its path, its line, its name and its code. */
type Call = readonly [path: string, line: number, name: string, code: readonly string[]];

/** What one exception of a Django project is made of. */
export interface Raised {
  readonly type: string;
  readonly value: string;
  /** The outermost first; the last line of its code but one is where it goes on. */
  readonly calls: readonly Call[];
  readonly release: string;
  readonly url: string;
  /** What happened before it. */
  readonly crumbs: readonly (readonly [category: string, message: string])[];
}

const DJANGO: Call = [
  'django/core/handlers/base.py',
  197,
  '_get_response',
  ['', 'response = wrapped_callback(request, *callback_args, **callback_kwargs)', ''],
];

/** The nth event of it, as Sentry's SDK for Python reports it: https://develop.sentry.dev/sdk/data-model/event-payloads/. */
export function pythonEvent(raised: Raised, nth: number, now: Instant): Post {
  const { release, url, crumbs } = raised;
  const user = userOf(nth);
  const payload = {
    event_id: idOf(now, nth),
    timestamp: timeText(now),
    platform: 'python',
    level: 'error',
    environment: 'production',
    release,
    server_name: `web-${(nth % 3) + 1}`,
    logger: 'django.request',
    transaction: new URL(url).pathname,
    user: { id: user },
    tags: { browser: nth % 4 === 0 ? 'Firefox' : 'Chrome', plan: nth % 5 === 0 ? 'team' : 'free' },
    request: {
      method: 'POST',
      url,
      headers: { 'User-Agent': 'Mozilla/5.0', Referer: 'https://shop.example.com/cart' },
      data: { cart: 1_000 + nth, country: 'CH' },
    },
    breadcrumbs: { values: crumbsBefore(crumbs, now) },
    contexts: { runtime: { name: 'CPython', version: '3.12.7' } },
    exception: { values: [exceptionOf(raised)] },
    sdk: { name: 'sentry.python.django', version: '2.68.0' },
  };
  return { kind: 'alerts', as: 'sentry-sdk', payload };
}

function exceptionOf({ type, value, calls }: Raised) {
  return {
    type,
    value,
    mechanism: { type: 'django', handled: false },
    stacktrace: { frames: [DJANGO, ...calls].map(frameOf) },
  };
}

function frameOf([path, line, name, code]: Call) {
  const at = code.length - 2;
  return {
    function: name,
    module: path.replace(/\.py$/, '').replaceAll('/', '.'),
    filename: path,
    abs_path: path === DJANGO[0] ? `/usr/lib/python3/dist-packages/${path}` : `/srv/${path}`,
    lineno: line,
    pre_context: code.slice(0, at),
    context_line: code[at],
    post_context: code.slice(at + 1),
    in_app: path !== DJANGO[0],
  };
}

function crumbsBefore(crumbs: Raised['crumbs'], now: Instant) {
  return crumbs.map(([category, message], index) => ({
    timestamp: timeText(plus(now, seconds(index - crumbs.length))),
    type: 'default',
    category,
    level: 'info',
    message,
  }));
}

/** Some come again, and most do not. */
function userOf(nth: number): string {
  return `u-${1_000 + ((nth * 37) % 61)}`;
}

/** An SDK makes 32 random digits; these differ as well. */
function idOf(now: Instant, nth: number): string {
  return `${now.toString(16).padStart(16, '0')}${nth.toString(16).padStart(16, '0')}`;
}

/** The year's turn from which a program counts that is deployed every few minutes. */
const FIRST = Date.UTC(2025, 0, 1);

/** So many releases after that of now: one a minute, named by day and minute, so that a later run is a later release. */
export function releaseAt(now: Instant, later: number): string {
  const [day, time] = [Math.floor((now - FIRST) / days(1)), (now - FIRST) % days(1)];
  return `shop@5.${day}.${Math.floor(time / minutes(1)) + later}`;
}
