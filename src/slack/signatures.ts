import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { type Instant, minutes, plus } from '../domain/time.ts';
import type { Log } from '../log.ts';

/** What is known of how the requests at `/slack/events` are signed. */
export interface Signatures {
  /** Notes what becomes of a request. */
  watch(request: IncomingMessage, response: ServerResponse): void;
  /** What is wrong, as a sentence; null: nothing, or not lately. */
  fault(): string | null;
}

const FAULT =
  "Requests at /slack/events are wrongly signed: SLACK_SIGNING_SECRET is not this app's, or the clock is off. Copy the Signing Secret from the app's settings (App Credentials) and start again, or set the clock.";

/** Slack tries again and again, and so may a stranger. */
const SAID_EVERY = minutes(1);
const STANDS_FOR = minutes(10);

/** Tells of wrong signatures, which Bolt refuses with a 401; see https://docs.slack.dev/authentication/verifying-requests-from-slack. */
export function signaturesSeen({ clock, log }: { clock: Clock; log: Log }): Signatures {
  let wrongAt: Instant | null = null;
  let saidAt: Instant | null = null;
  const isOver = (since: Instant | null, span: typeof STANDS_FOR) =>
    since === null || clock.now() >= plus(since, span);
  function wrong(): void {
    wrongAt = clock.now();
    if (!isOver(saidAt, SAID_EVERY)) return;
    saidAt = wrongAt;
    log.warn({ fault: FAULT }, 'refused requests: they are not signed as those of Slack');
  }
  return {
    watch(request, response) {
      // Without any, it is nobody who takes himself for Slack.
      if (request.headers['x-slack-signature'] === undefined) return;
      response.once('finish', () => {
        if (response.statusCode === 401) wrong();
        else if (response.statusCode !== TOO_LARGE) wrongAt = null;
      });
    },
    fault: () => (isOver(wrongAt, STANDS_FOR) ? null : FAULT),
  };
}

/** Whose signature is not looked at. */
const TOO_LARGE = 413;
