import { randomUUID } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import type { Ack, Delivery } from './delivery.ts';
import type { Timers } from './signals.ts';

const PING_EVERY_MS = 5000;
const GOODBYE_MS = 250;

/** Why Slack ends a connection. */
export type DisconnectReason =
  | 'warning'
  | 'refresh_requested'
  | 'link_disabled'
  | 'too_many_websockets';

/** What a connection needs to know. */
export interface ConnectionSettings {
  readonly appId: string;
  readonly ackWithin: number;
  readonly connectionTime: number;
  readonly timers: Timers;
}

/** One Socket Mode connection of the bot. */
export class Connection {
  readonly #webSocket: WebSocket;
  readonly #settings: ConnectionSettings;
  readonly #waiting = new Map<string, (ack: Ack) => void>();
  #leaving = false;

  constructor(webSocket: WebSocket, settings: ConnectionSettings) {
    this.#webSocket = webSocket;
    this.#settings = settings;
    webSocket.on('message', (data) => this.#receive(data));
    webSocket.on('error', () => webSocket.terminate());
    this.#keepAlive();
  }

  /** The first message, after which the bot counts itself connected. */
  hello(connections: number): void {
    this.#tell({
      type: 'hello',
      num_connections: connections,
      debug_info: this.#debugInfo(),
      connection_info: { app_id: this.#settings.appId },
    });
  }

  /** Resolves when the bot acknowledges, or when it is too late for that. */
  send(delivery: Delivery): Promise<Ack> {
    const id = randomUUID();
    return new Promise((resolve) => {
      const late = () => this.#settle(id, unanswered('no answer'));
      const stop = this.#settings.timers.after(this.#settings.ackWithin, late);
      this.#waiting.set(id, (ack) => {
        stop();
        resolve(ack);
      });
      this.#tell(envelope(id, delivery));
    });
  }

  /** Says why, and closes. */
  disconnect(reason: DisconnectReason): void {
    this.#leaving = true;
    this.#tell({ type: 'disconnect', reason, debug_info: this.#debugInfo() });
    this.#webSocket.close();
  }

  /** Closes in good order where the other end answers, and anyhow soon. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      const cut = setTimeout(() => this.terminate(), GOODBYE_MS);
      this.#webSocket.once('close', () => {
        clearTimeout(cut);
        resolve();
      });
      this.#webSocket.close(1001);
    });
  }

  /** Cuts the line without a word. */
  terminate(): void {
    this.#webSocket.terminate();
  }

  isOpen(): boolean {
    return !this.#leaving && this.#webSocket.readyState === this.#webSocket.OPEN;
  }

  #keepAlive(): void {
    const pings = setInterval(() => this.#webSocket.ping('Ping from Slack'), PING_EVERY_MS);
    pings.unref();
    const { timers, connectionTime } = this.#settings;
    const stop = timers.after(connectionTime * 1000, () => this.disconnect('refresh_requested'));
    this.#webSocket.on('close', () => {
      clearInterval(pings);
      stop();
      for (const id of [...this.#waiting.keys()]) this.#settle(id, unanswered('connection lost'));
    });
  }

  #receive(data: RawData): void {
    const { envelope_id, payload } = parsed(data.toString());
    if (envelope_id !== undefined) this.#settle(envelope_id, { acked: true, payload });
  }

  #settle(id: string, ack: Ack): void {
    const resolve = this.#waiting.get(id);
    this.#waiting.delete(id);
    resolve?.(ack);
  }

  #tell(message: object): void {
    this.#webSocket.send(JSON.stringify(message), () => undefined);
  }

  #debugInfo(): object {
    const { connectionTime } = this.#settings;
    return { host: 'applink', build_number: 1, approximate_connection_time: connectionTime };
  }
}

function unanswered(reason: string): Ack {
  return { acked: false, reason, mayRetry: true };
}

function envelope(id: string, { type, payload, retry }: Delivery): object {
  const attempt = { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' };
  return {
    envelope_id: id,
    type,
    payload,
    accepts_response_payload: type !== 'events_api',
    ...(type === 'events_api' ? attempt : {}),
  };
}

function parsed(data: string): { envelope_id?: string; payload?: unknown } {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
