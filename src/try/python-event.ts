import { type Instant, minutes, plus, seconds } from '../domain/time.ts';
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

/** An SDK makes 32 random digits; these look so, and differ as well. */
function idOf(now: Instant, nth: number): string {
  const seeds = [now % 2 ** 32, nth, Math.floor(now / 2 ** 32), now % 2 ** 32];
  let last = 0;
  return seeds
    .map((seed) => {
      last = mixed(seed ^ last);
      return last.toString(16).padStart(8, '0');
    })
    .join('');
}

/** A number of 32 bits for another, and never one for two: https://github.com/aappleby/smhasher/wiki/MurmurHash3. */
function mixed(seed: number): number {
  let bits = seed;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** So many releases after that of now: one a minute, named by its day and time (`2026.11.22-1145`), so that a later run is a later release. */
export function releaseAt(now: Instant, later: number): string {
  const [day = '', time = ''] = timeText(plus(now, minutes(later))).split('T');
  return `shop@${day.replaceAll('-', '.')}-${time.slice(0, 5).replace(':', '')}`;
}
