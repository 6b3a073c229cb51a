import type { ErrorEvent, Frame, Raised } from '../../../src/domain/error-event.ts';
import { RECORDED_AT } from './recordings.ts';

/** An error of which nothing is known but that it happened. */
export const anError = (change: Partial<ErrorEvent> = {}): ErrorEvent => ({
  id: '0123456789abcdef0123456789abcdef',
  project: 'shop',
  at: RECORDED_AT,
  level: 'error',
  platform: 'python',
  environment: '',
  release: '',
  logger: '',
  transaction: '',
  server: '',
  message: 'it broke',
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
  ...change,
});

/** A call in the program's own code. */
export const aFrame = (change: Partial<Frame> = {}): Frame => ({
  path: '/srv/shop/checkout/views.py',
  module: 'checkout.views',
  function: 'pay',
  line: 88,
  code: '    charge(order)',
  before: [],
  after: [],
  inApp: true,
  vars: {},
  ...change,
});

/** An exception that nobody caught. */
export const aRaised = (change: Partial<Raised> = {}): Raised => ({
  type: 'KeyError',
  value: "'user_id'",
  synthetic: false,
  handled: false,
  frames: [aFrame()],
  ...change,
});
