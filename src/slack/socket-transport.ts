import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { clientOptions, SOCKET_RETRIES } from './clients.ts';
import { connectionOf } from './connection.ts';
import { connectionFault } from './connection-fault.ts';
import { connectionNews } from './connection-news.ts';
import { endsHeard } from './ends-heard.ts';
import { deliveryFailure } from './failures.ts';
import type { Identity } from './identity.ts';
import { systemPause } from './pause.ts';
import { type SwitchedConnection, switchedConnection } from './switched-connection.ts';
import type { Transport } from './transport.ts';

/** What Socket Mode needs. */
export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly identity: Identity;
  readonly logger: Logger;
}

/** Two connections: Slack renews each every few hours, and one alone is deaf meanwhile. Other processes may keep them. */
export function socketTransport(options: SocketOptions): Transport {
  const sockets = [socketFor(options), socketFor(options)] as const;
  const [first, second] = sockets;
  const isUp = () => connections.some((connection) => connection.isUp());
  const token = botToken(options);
  const workspace = () => options.identity.known()?.workspace;
  const news = connectionNews(options.log, { isUp, workspace });
  const deps = { ...options, news, pause: systemPause };
  let wanted: number = sockets.length;
  let isOpen = false;
  let up = () => {};
  const firstUp = new Promise<void>((resolve) => {
    up = resolve;
  });
  const connections: readonly SwitchedConnection[] = sockets.map(({ receiver, why }) =>
    switchedConnection(() => connectionOf(receiver.client, { ...deps, why }), up),
  );
  // One of two is enough.
  const firstFault = () => connections[0]?.fault() ?? NOT_YET;
  const apply = () => connections.forEach((one, index) => void one.want(isOpen && index < wanted));
  return {
    receivers: [first.receiver, second.receiver],
    requestListener: null,
    open() {
      isOpen = true;
      void token.check();
      apply();
      return firstUp;
    },
    keep(count) {
      wanted = count;
      apply();
    },
    doubt: () => {},
    heard: () => {},
    isUp,
    fault: () => both(isUp() || wanted === 0 ? null : firstFault(), token.fault()),
    requestFault: () => null,
    async close() {
      isOpen = false;
      await Promise.all(connections.map((connection) => connection.close()));
    },
  };
}

/** Both tokens may be wrong: who mends one is to know of the other. */
function both(ofSocket: string | null, ofToken: string | null): string | null {
  return [ofSocket, ofToken].filter((fault) => fault !== null).join(' ') || null;
}

const NOT_YET = 'Not connected to Slack yet.';

/** Sockets are opened with the other token: without this, a wrong one would show only when a card is due. */
function botToken({ identity, log }: Pick<SocketOptions, 'identity' | 'log'>) {
  let refusal: string | null = null;
  return {
    async check(): Promise<void> {
      try {
        await identity.self();
      } catch (error) {
        const fault = connectionFault(error, 'SLACK_BOT_TOKEN');
        if (deliveryFailure(error).kind !== 'token')
          return log.debug({ fault }, 'bot token not checked');
        refusal = fault;
        log.warn({ fault }, 'no card can be posted');
      }
    },
    /** What Slack said against it, until it takes it for something. */
    fault: () => (identity.known() ? null : refusal),
  };
}

function socketFor({ appToken, apiUrl, logger: ours }: SocketOptions) {
  const { logger, why } = endsHeard(ours);
  const receiver = new SocketModeReceiver({
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
  return { receiver, why };
}
