import type { ErrorEvent, Frame, Raised } from '../../../src/domain/error-event.ts';
import type { ErrorGroup } from '../../../src/domain/error-group.ts';
import { instant } from '../../../src/domain/time.ts';
import { PLAIN_EVENT, PLAIN_FRAME, PLAIN_GROUP } from '../../support/plain-errors.ts';

/** A Wednesday at noon, UTC. */
export const NOON = instant(Date.UTC(2026, 7, 19, 12));

/** An error event of the shop in production, with neither an exception nor a message. */
export function anError(spec: Partial<ErrorEvent> = {}): ErrorEvent {
  const sdk = 'sentry.python 1.9.10';
  return { ...PLAIN_EVENT, at: NOON, environment: 'production', sdk, ...spec };
}

/** A raised exception, without a stack unless one is given. */
export function raised(type: string, value = '', frames: readonly Frame[] = []): Raised {
  return { type, value, synthetic: false, handled: null, frames };
}

/** A call of the program: `views.pay` and its line of code. */
export function call(name: string, code = '', spec: Partial<Frame> = {}): Frame {
  const [file, called] = name.split('.');
  return {
    ...PLAIN_FRAME,
    path: `/srv/shop/checkout/${file}.py`,
    module: `checkout.${file}`,
    function: called ?? '',
    code,
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
  return { ...PLAIN_GROUP, firstSeenAt: NOON, lastSeenAt: NOON, ...spec };
}
