import type { ErrorEvent, Level } from '../../../domain/error-event.ts';
import { type Fields, fieldOf, isFields, kindOf } from '../../fields.ts';
import { type Origin, PayloadRejected } from '../../source.ts';
import { BOUNDS, bounded } from '../bounds.ts';
import { happenedAt } from '../happened.ts';
import { givenId, madeId } from '../made-id.ts';
import { fieldsAt, shown, textAt, textIn, textsIn } from '../texts.ts';
import { breadcrumbsIn } from './breadcrumbs.ts';
import { chainIn } from './chain.ts';
import { contextsIn } from './contexts.ts';
import { messageIn } from './message.ts';
import { requestIn } from './request.ts';
import { pairsIn, timeIn } from './shapes.ts';
import { userIn } from './user.ts';

/** What an event does not say of itself. */
export interface Reported {
  readonly origin: Origin;
  /** The event's id by its envelope; undefined: that gives none either. */
  readonly eventId: string | undefined;
}

/** The event of an SDK, of whatever age, bounded and not scrubbed yet. https://develop.sentry.dev/sdk/data-model/event-payloads/ */
export function errorEventFrom(payload: unknown, { origin, eventId }: Reported): ErrorEvent {
  if (!isFields(payload)) {
    throw new PayloadRejected(
      'malformed',
      `An event must be an object, and this is ${kindOf(payload)}.`,
    );
  }
  const word = (name: string) => textAt(payload, name, BOUNDS.word);
  const chain = chainIn(payload);
  return bounded({
    id: eventIdIn(fieldOf(payload, 'event_id')) ?? eventId ?? idFor(payload),
    project: origin.project ?? origin.name,
    at: happenedAt(timeIn(fieldOf(payload, 'timestamp')) ?? undefined, origin.receivedAt),
    level: levelIn(fieldOf(payload, 'level')),
    platform: word('platform'),
    environment: word('environment'),
    release: word('release'),
    logger: word('logger'),
    transaction: word('transaction') || word('culprit'),
    server: word('server_name'),
    ...messageIn(payload, chain.length > 0),
    chain,
    fingerprint: fingerprintIn(fieldOf(payload, 'fingerprint')),
    tags: textsIn(pairsIn(fieldOf(payload, 'tags')), BOUNDS.tags),
    user: userIn(fieldsAt(payload, 'user')),
    request: requestIn(fieldsAt(payload, 'request')),
    breadcrumbs: breadcrumbsIn(fieldOf(payload, 'breadcrumbs')),
    contexts: contextsIn(fieldsAt(payload, 'contexts')),
    extra: textsIn(fieldOf(payload, 'extra'), BOUNDS.extra),
    sdk: sdkIn(fieldsAt(payload, 'sdk')),
  });
}

/** An event's id without hyphens, in small letters; undefined where it is none. */
export function eventIdIn(value: unknown): string | undefined {
  return givenId(textIn(value, 100));
}

/** An id for what has none: the same when it comes again. */
function idFor(payload: Fields): string {
  return madeId({ at: textAt(payload, 'timestamp', 100), payload: shown(payload, 2_000) });
}

const LEVELS: Readonly<Record<string, Level>> = {
  fatal: 'fatal',
  critical: 'fatal',
  error: 'error',
  warning: 'warning',
  warn: 'warning',
  info: 'info',
  log: 'info',
  debug: 'debug',
  sample: 'debug',
  50: 'fatal',
  40: 'error',
  30: 'warning',
  20: 'info',
  10: 'debug',
};

function levelIn(value: unknown): Level {
  const word = textIn(value, 20).toLowerCase();
  return (Object.hasOwn(LEVELS, word) ? LEVELS[word] : undefined) ?? 'error';
}

const DEFAULT = /^\{\{\s*default\s*\}\}$/;

/** The usual grouping by itself is what an event without a fingerprint has too. */
function fingerprintIn(value: unknown): readonly string[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  const parts = given
    .slice(0, BOUNDS.fingerprint)
    .map((part) => textIn(part, BOUNDS.word))
    .filter((part) => part !== '');
  return parts.every((part) => DEFAULT.test(part)) ? [] : parts;
}

function sdkIn(sdk: Fields): string {
  return `${textAt(sdk, 'name', 100)} ${textAt(sdk, 'version', 50)}`.trim();
}
