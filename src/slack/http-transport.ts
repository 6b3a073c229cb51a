import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import type { Logger } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { connectionFault } from './connection-fault.ts';
import { connectionNews } from './connection-news.ts';
import type { Identity } from './identity.ts';
import { pauseAfter, systemPause } from './pause.ts';
import { signaturesSeen } from './signatures.ts';
import type { Transport } from './transport.ts';

/** What HTTP mode needs. */
export interface HttpOptions {
  readonly signingSecret: string;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly log: Log;
  readonly logger: Logger;
}

/** Slack's signed requests, which our own HTTP server hands on. Connected means here: Slack answered us. */
export function httpTransport(options: HttpOptions): Transport {
  const { signingSecret, logger } = options;
  const receiver = new HTTPReceiver({ signingSecret, logger, endpoints: '/slack/events' });
  const signatures = signaturesSeen(options);
  const answer = answerOf(options);
  return {
    receivers: [receiver],
    requestListener: (request, response) => {
      signatures.watch(request, response);
      hand(receiver.requestListener, request, response);
    },
    open: answer.ask,
    keep: () => {},
    doubt: () => void answer.ask(),
    isUp: () => answer.fault() === null,
    fault: answer.fault,
    requestFault: signatures.fault,
    close: async () => answer.stop(),
  };
}

/** Whether Slack answers, as far as it was asked. */
function answerOf({ identity, log }: Pick<HttpOptions, 'identity' | 'log'>) {
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
      await systemPause(pauseAfter(failures), closing.signal);
    }
  }
  return {
    ask: () =>
      (asking ??= untilAnswered().finally(() => {
        asking = undefined;
      })),
    fault: () => fault,
    stop: () => closing.abort(),
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
