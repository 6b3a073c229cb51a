import type { ErrorEvent } from '../../../domain/error-event.ts';
import type { Labels } from '../../../domain/labels.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Origin } from '../../source.ts';
import { happenedAt } from '../happened.ts';
import { chainIn, TRACEBACK } from './traceback.ts';

/** A mail, as far as it tells of an error. */
export interface ErrorMail {
  readonly subject: string;
  readonly text: string;
  readonly id: string;
  readonly at: Instant | undefined;
  readonly tags: Labels;
}

/** What a mail with a traceback in it tells, as cron and logging's SMTPHandler write one; null: it has none. */
export function eventOfTraceback(mail: ErrorMail, origin: Origin): ErrorEvent | null {
  const begin = mail.text.indexOf(TRACEBACK);
  const chain = begin < 0 ? [] : chainIn(mail.text.slice(begin));
  if (chain.length === 0) return null;
  return {
    ...eventOfMail(mail, origin),
    message: mail.subject,
    // What follows after an empty line is the mail's again.
    chain: chain.map((raised) => ({ ...raised, value: raised.value.split('\n\n', 1)[0] ?? '' })),
  };
}

/** What is the same for all errors that come by mail. */
export function eventOfMail({ id, at, tags }: ErrorMail, origin: Origin): ErrorEvent {
  return {
    id,
    project: origin.project ?? origin.name,
    at: happenedAt(at, origin.receivedAt),
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
    tags,
    user: null,
    request: null,
    breadcrumbs: [],
    contexts: {},
    extra: {},
    sdk: 'mail',
  };
}
