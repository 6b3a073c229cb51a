import type { ErrorEvent, Frame } from '../../src/domain/error-event.ts';
import type { ErrorGroup } from '../../src/domain/error-group.ts';
import { instant } from '../../src/domain/time.ts';
import { NO_COUNTS } from '../../src/engine/errors/counts.ts';
import { NOBODY } from '../../src/engine/errors/crowd.ts';

/** An error of the shop of which nothing is known but that it happened. */
export const PLAIN_EVENT: ErrorEvent = {
  id: '0123456789abcdef0123456789abcdef',
  project: 'shop',
  at: instant(0),
  level: 'error',
  platform: 'python',
  environment: '',
  release: '',
  logger: '',
  transaction: '',
  server: '',
  message: '',
  template: '',
  chain: [],
  fingerprint: [],
  tags: {},
  user: null,
  request: null,
  breadcrumbs: [],
  contexts: {},
  extra: {},
  sdk: '',
};

/** A call in the shop's own code. */
export const PLAIN_FRAME: Frame = {
  path: '/srv/shop/checkout/views.py',
  module: 'checkout.views',
  function: 'pay',
  line: 88,
  code: '',
  before: [],
  after: [],
  inApp: true,
  vars: {},
};

/** A group without any events. */
export const PLAIN_GROUP: ErrorGroup = {
  id: 'e1-0123456789abcdef0123456789abcdef',
  project: 'shop',
  mergedInto: null,
  mergedWhy: null,
  title: "KeyError: 'user_id'",
  type: 'KeyError',
  culprit: 'checkout/views.py:88 in pay',
  level: 'error',
  logger: '',
  because: 'Alike are errors.',
  firstSeenAt: instant(0),
  lastSeenAt: instant(0),
  firstRelease: '',
  lastRelease: '',
  environments: ['production'],
  events: 0,
  users: NOBODY,
  minutes: NO_COUNTS,
  hours: NO_COUNTS,
  tags: {},
  resolved: null,
  spikingSince: null,
  incident: null,
  kept: 0,
};
