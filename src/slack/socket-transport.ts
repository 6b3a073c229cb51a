import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { clientOptions, clientThatTriesOnce, SOCKET_RETRIES } from './clients.ts';
import { type Connection, connectionOf } from './connection.ts';
import { connectionFault } from './connection-fault.ts';
import { connectionNews } from './connection-news.ts';
import { deliveryFailure } from './failures.ts';
import { systemPause } from './pause.ts';
import type { Transport } from './transport.ts';

/** What Socket Mode needs. */
export interface SocketOptions {
  readonly botToken: string;
  readonly appToken: string;
  readonly apiUrl: string | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly logger: Logger;
}

const CHECK_TIMEOUT = 10_000;

/** Two connections: Slack renews each every few hours, and one alone is deaf meanwhile. */
export function socketTransport(options: SocketOptions): Transport {
  const receivers = [receiverFor(options), receiverFor(options)] as const;
  const isUp = () => connections.some((connection) => connection.isUp());
  const news = connectionNews(options.log, isUp);
  const connections: readonly Connection[] = receivers.map(({ client }) =>
    connectionOf(client, { ...options, news, pause: systemPause }),
  );
  return {
    receivers: [...receivers],
    requestListener: null,
    open() {
      void checkBotToken(options);
      return Promise.race(connections.map((connection) => connection.open()));
    },
    isUp,
    // One of two is enough.
    fault: () => (isUp() ? null : (connections[0]?.fault() ?? null)),
    async close() {
      await Promise.all(connections.map((connection) => connection.close()));
    },
  };
}

/** Sockets are opened with the other token: without this, a wrong one would show only when a card is due. */
async function checkBotToken(options: SocketOptions): Promise<void> {
  const { log, logger } = options;
  try {
    await clientThatTriesOnce(options, CHECK_TIMEOUT, logger).auth.test();
  } catch (error) {
    const fault = connectionFault(error, 'SLACK_BOT_TOKEN');
    if (deliveryFailure(error).kind === 'token') log.warn({ fault }, 'no card can be posted');
    else log.debug({ fault }, 'bot token not checked');
  }
}

function receiverFor({ appToken, apiUrl, logger }: SocketOptions) {
  return new SocketModeReceiver({
    appToken,
    logger,
    // `connection.ts` does it, and survives what the library's own reconnecting does not.
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        ...clientOptions(apiUrl, logger),
        retryConfig: SOCKET_RETRIES,
        timeout: 10_000,
      },
    },
  });
}
