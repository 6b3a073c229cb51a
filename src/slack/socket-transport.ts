import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { clientOptions, SOCKET_RETRIES } from './clients.ts';
import { connectionOf } from './connection.ts';
import { systemPause } from './pause.ts';
import type { Transport } from './transport.ts';

/** What Socket Mode needs. */
export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly logger: Logger;
}

/** Two connections: Slack renews each every few hours, and one alone is deaf meanwhile. */
export function socketTransport(options: SocketOptions): Transport {
  const receivers = [receiverFor(options), receiverFor(options)] as const;
  const connections = receivers.map(({ client }) =>
    connectionOf(client, { ...options, pause: systemPause }),
  );
  const isUp = () => connections.some((connection) => connection.isUp());
  return {
    receivers: [...receivers],
    requestListener: null,
    open: () => Promise.race(connections.map((connection) => connection.open())),
    isUp,
    // One of two is enough.
    fault: () => (isUp() ? null : (connections[0]?.fault() ?? null)),
    async close() {
      await Promise.all(connections.map((connection) => connection.close()));
    },
  };
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
