import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import type { Logger } from '@slack/web-api';
import type { Log } from '../log.ts';
import { connectionFault } from './connection-fault.ts';
import { connectionNews } from './connection-news.ts';
import type { Identity } from './identity.ts';
import { pauseAfter, systemPause } from './pause.ts';
import type { Transport } from './transport.ts';

/** What HTTP mode needs. */
export interface HttpOptions {
  readonly signingSecret: string;
  readonly identity: Identity;
  readonly log: Log;
  readonly logger: Logger;
}

/** Slack's signed requests, which our own HTTP server hands on. Connected means here: Slack answered us. */
export function httpTransport({ signingSecret, identity, log, logger }: HttpOptions): Transport {
  const receiver = new HTTPReceiver({ signingSecret, logger, endpoints: '/slack/events' });
  const closing = new AbortController();
  let fault: string | null = 'Not connected to Slack yet.';
  const workspace = () => identity.known()?.workspace;
  const news = connectionNews(log, { isUp: () => fault === null, workspace });
  async function open(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; failures++) {
      try {
        await identity.self();
        fault = null;
        return news.up();
      } catch (error) {
        fault = connectionFault(error, 'SLACK_BOT_TOKEN');
        news.down(fault, failures + 1);
      }
      await systemPause(pauseAfter(failures + 1), closing.signal);
    }
  }
  return {
    receivers: [receiver],
    requestListener: (request, response) => hand(receiver.requestListener, request, response),
    open,
    keep: () => {},
    isUp: () => fault === null,
    fault: () => fault,
    close: async () => closing.abort(),
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
