import type { ErrorEvent, Frame } from '../../../src/domain/error-event.ts';
import type { ErrorGroup, ErrorStory, Release } from '../../../src/domain/error-group.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { type Instant, minutes, plus } from '../../../src/domain/time.ts';
import { countedAt, MINUTES, NO_COUNTS } from '../../../src/engine/errors/counts.ts';
import { NOBODY, withUser } from '../../../src/engine/errors/crowd.ts';
import { PLAIN_EVENT, PLAIN_FRAME, PLAIN_GROUP } from '../../support/plain-errors.ts';
import { at, theIncident } from './models.ts';

/** INC-13 of the design: a key that is not there, new in a release. */
export function theError(changes: Partial<Incident> = {}): Incident {
  return theIncident({
    id: 'i13',
    number: 13,
    severity: 'error',
    alertSeverity: 'error',
    title: "KeyError: 'user_id'",
    description: 'checkout/views.py:88 in pay',
    url: null,
    runbook: null,
    labels: { alertname: 'KeyError', service: 'shop', env: 'production' },
    source: 'shop',
    hosts: [],
    openedAt: at('13:55'),
    firstSeenAt: at('13:55'),
    lastSeenAt: at('14:40'),
    alertCount: 1,
    firingCount: 1,
    audibleCount: 1,
    occurrenceCount: 1_204,
    error: {
      group: 'e1-9f3c1ab2',
      isNew: true,
      regression: null,
      spikingSince: null,
      drawnAt: at('14:40'),
    },
    ...changes,
  });
}

/** Events per six minutes until now. */
export function counted(perStretch: readonly number[], until: Instant = at('14:40')) {
  const { stretch } = MINUTES;
  const oldest = perStretch.length - 1;
  return perStretch.reduce(
    (counts, by, place) =>
      by === 0
        ? counts
        : countedAt(counts, (until - (oldest - place) * stretch) as Instant, MINUTES, by),
    NO_COUNTS,
  );
}

/** So many users, each by a key of their own. */
export function users(count: number) {
  return Array.from({ length: count }, (_, user) => `u${user}`).reduce(withUser, NOBODY);
}

const RISING = [6, 4, 8, 30, 60, 130, 220, 260, 216, 270];

/** The group of INC-13. */
export function theGroup(changes: Partial<ErrorGroup> = {}): ErrorGroup {
  return {
    ...PLAIN_GROUP,
    id: 'e1-9f3c1ab2',
    logger: 'shop.checkout',
    because: 'Alike are KeyError raised from checkout/views.py in pay.',
    firstSeenAt: at('13:55'),
    lastSeenAt: at('14:40'),
    firstRelease: '4.12.0',
    lastRelease: '4.12.0',
    events: 1_204,
    users: users(64),
    minutes: counted(RISING),
    tags: {
      browser: { 'Safari 17': 855, Chrome: 300 },
      region: { eu: 1_156, us: 48 },
    },
    incident: 'i13',
    kept: 1,
    ...changes,
  };
}

/** A call of the program's own code. */
export function ownFrame(changes: Partial<Frame> = {}): Frame {
  return {
    ...PLAIN_FRAME,
    code: "    user = cart['user_id']",
    before: ['def pay(request):', '    cart = cart_of(request)', '    total = cart.total()'],
    after: ['    charge(user, total)', '', "    return redirect('thanks')"],
    ...changes,
  };
}

function djangoFrame(line: number): Frame {
  return ownFrame({
    path: '/usr/lib/python3/dist-packages/django/core/handlers/base.py',
    module: 'django.core.handlers.base',
    function: '_get_response',
    line,
    code: '    response = wrapped_callback(request)',
    before: [],
    after: [],
    inApp: false,
  });
}

/** The newest event of INC-13. */
export function theEvent(changes: Partial<ErrorEvent> = {}): ErrorEvent {
  const frames = [
    ...Array.from({ length: 11 }, (_, line) => djangoFrame(line + 40)),
    ownFrame({
      path: '/srv/shop/checkout/middleware.py',
      module: 'checkout.middleware',
      function: '__call__',
      line: 41,
      code: '        return self.get_response(request)',
      before: [],
      after: [],
    }),
    ownFrame(),
  ];
  return {
    ...PLAIN_EVENT,
    id: '9f3c1ab2d04e4c0f8a6b2f3d5e7a9b10',
    at: at('14:39'),
    environment: 'production',
    release: '4.12.0',
    logger: 'django.request',
    transaction: '/pay',
    server: 'web-03',
    chain: [{ type: 'KeyError', value: "'user_id'", synthetic: false, handled: false, frames }],
    tags: { browser: 'Safari 17', region: 'eu' },
    user: { id: '4711', email: '', name: 'jane', ip: '' },
    request: {
      method: 'POST',
      url: 'https://shop.example.com/pay',
      query: 'step=2',
      headers: {},
      data: '',
    },
    breadcrumbs: [
      request('GET', '/cart', '200'),
      request('POST', '/login', '302'),
      { at: at('14:39'), category: 'checkout', level: 'info', message: 'cart restored', data: {} },
    ],
    contexts: { runtime: 'CPython 3.12.4', os: 'Debian 13' },
    sdk: 'sentry.python 2.19.0',
    ...changes,
  };
}

function request(method: string, path: string, status_code: string) {
  const url = `https://shop.example.com${path}`;
  const data = { method, url, status_code };
  return { at: at('14:39'), category: 'httplib', level: 'info', message: '', data };
}

/** The release that INC-13 came with, deployed shortly before it. */
export function theRelease(changes: Partial<Release> = {}): Release {
  return {
    project: 'shop',
    version: '4.12.0',
    firstSeenAt: at('13:40'),
    deploys: [
      { environment: 'staging', at: at('13:41'), name: '', url: null },
      { environment: 'production', at: plus(at('13:55'), minutes(-12)), name: '', url: null },
    ],
    commits: [
      {
        id: '77aa91c40d5e4b7e9a530242ac120002aabbccdd',
        author: 'Bob Ortiz <bob@example.com>',
        message: 'Say thanks',
        repository: 'https://git.example.com/shop',
        at: at('13:30'),
        files: ['docs/thanks.md'],
      },
      {
        id: '9f3c1ab00d5e4b7e9a530242ac120002aabbccdd',
        author: 'Cara Diaz',
        message: 'Restore carts',
        repository: 'https://git.example.com/shop',
        at: at('13:20'),
        files: ['backend/checkout/views.py', 'backend/checkout/urls.py'],
      },
    ],
    url: null,
    ...changes,
  };
}

/** All that is shown of INC-13. */
export function theStory(changes: Partial<ErrorStory> = {}): ErrorStory {
  return { group: theGroup(), event: theEvent(), release: theRelease(), took: 0, ...changes };
}
