import type { ErrorEvent, Frame, Raised } from '../../../src/domain/error-event.ts';
import type { ErrorGroup } from '../../../src/domain/error-group.ts';
import { instant } from '../../../src/domain/time.ts';
import { NO_COUNTS } from '../../../src/engine/errors/counts.ts';
import { NOBODY } from '../../../src/engine/errors/crowd.ts';

/** A Wednesday at noon, UTC. */
export const NOON = instant(Date.UTC(2026, 7, 19, 12));

/** An error event of the shop in production, with neither an exception nor a message. */
export function anError(spec: Partial<ErrorEvent> = {}): ErrorEvent {
  return {
    id: '0123456789abcdef0123456789abcdef',
    project: 'shop',
    at: NOON,
    level: 'error',
    platform: 'python',
    environment: 'production',
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
    sdk: 'sentry.python 1.9.10',
    ...spec,
  };
}

/** A raised exception, without a stack unless one is given. */
export function raised(type: string, value = '', frames: readonly Frame[] = []): Raised {
  return { type, value, synthetic: false, handled: null, frames };
}

/** A call of the program: `views.pay` and its line of code. */
export function call(name: string, code = '', spec: Partial<Frame> = {}): Frame {
  const [file, called] = name.split('.');
  return {
    path: `/srv/shop/checkout/${file}.py`,
    module: `checkout.${file}`,
    function: called ?? '',
    line: 88,
    code,
    before: [],
    after: [],
    inApp: true,
    vars: {},
    ...spec,
  };
}

/** A call of a library. */
export function libraryCall(name: string, code = ''): Frame {
  const [file] = name.split('.');
  const path = `/usr/lib/python3/dist-packages/django/${file}.py`;
  return call(name, code, { path, module: `django.${file}`, inApp: false });
}

/** A group without any events. */
export function anErrorGroup(spec: Partial<ErrorGroup> = {}): ErrorGroup {
  return {
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
    firstSeenAt: NOON,
    lastSeenAt: NOON,
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
    ...spec,
  };
}
