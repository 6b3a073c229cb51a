import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import type { Logger } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { connectionFault } from './connection-fault.ts';
import { connectionNews } from './connection-news.ts';
import type { Identity } from './identity.ts';
import { type Pause, pauseAfter, systemPause } from './pause.ts';
import { signaturesSeen } from './signatures.ts';
import type { Transport } from './transport.ts';

/** What HTTP mode needs. */
export interface HttpOptions {
  readonly signingSecret: string;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly log: Log;
  readonly logger: Logger;
  /** The machine's time where it is left out. */
  readonly pause?: Pause;
}

/** So often Slack is asked while it hears nothing else from us, in ms: nobody is to learn of an outage by the next alert. */
const ASKED_EVERY = 60_000;

/** Slack's signed requests, which our own HTTP server hands on. Connected means here: Slack answered us. */
export function httpTransport(options: HttpOptions): Transport {
  const { signingSecret, logger, pause = systemPause } = options;
  const receiver = new HTTPReceiver({ signingSecret, logger, endpoints: '/slack/events' });
  const signatures = signaturesSeen(options);
  const answer = answerOf(options, pause);
  const watch = watchOf(answer.ask, answer.closing.signal, pause);
  return {
    receivers: [receiver],
    requestListener: (request, response) => {
      signatures.watch(request, response);
      hand(receiver.requestListener, request, response);
    },
    async open() {
      await answer.ask();
      watch.begin();
    },
    keep: () => {},
    doubt: () => void answer.ask(),
    heard: watch.heard,
    isUp: () => answer.fault() === null,
    fault: answer.fault,
    requestFault: signatures.fault,
    close: async () => answer.closing.abort(),
  };
}

/** Whether Slack answers, as far as it was asked. */
function answerOf({ identity, log }: HttpOptions, pause: Pause) {
  const closing = new AbortController();
  let fault: string | null = 'Not connected to Slack yet.';
  let asking: Promise<void> | undefined;
  const workspace = () => identity.known()?.workspace;
  const news = connectionNews(log, { isUp: () => fault === null, workspace });
  function answered(): void {
    if (fault === null) return;
    fault = null;
    news.up();
  }
  async function untilAnswered(): Promise<void> {
    for (let failures = 1; !closing.signal.aborted; failures++) {
      try {
        await identity.ask();
        return answered();
      } catch (error) {
        fault = connectionFault(error, 'SLACK_BOT_TOKEN');
        news.down(fault, failures);
      }
      await pause(pauseAfter(failures), closing.signal);
    }
  }
  return {
    ask: () =>
      (asking ??= untilAnswered().finally(() => {
        asking = undefined;
      })),
    fault: () => fault,
    closing,
  };
}

/** Asks after each while in which Slack heard nothing from us. */
function watchOf(ask: () => Promise<void>, signal: AbortSignal, pause: Pause) {
  let isHeard = false;
  async function watch(): Promise<void> {
    while (!signal.aborted) {
      isHeard = false;
      await pause(ASKED_EVERY, signal);
      if (!isHeard) await ask();
    }
  }
  return {
    begin: () => void watch(),
    heard: () => {
      isHeard = true;
    },
  };
}

/** Bolt throws for a path that is not its own. */
function hand(listener: RequestListener, request: IncomingMessage, response: ServerResponse): void {
  try {
    listener(request, response);
  } catch {
    response.writeHead(404).end();
  }
}
