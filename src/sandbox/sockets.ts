import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Connection, type ConnectionSettings } from './connection.ts';
import type { Ack, BotLink, Delivery } from './delivery.ts';
import type { Bell } from './signals.ts';

const MOST_CONNECTIONS = 10;

/** Socket Mode: up to ten connections of the bot, each payload to one of them. */
export class Sockets implements BotLink {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #connections = new Set<Connection>();
  readonly #settings: ConnectionSettings;
  readonly #changed: Bell;
  #turn = 0;

  constructor(settings: ConnectionSettings, changed: Bell) {
    this.#settings = settings;
    this.#changed = changed;
  }

  /** A ticket for one connection. */
  issueTicket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  /** Lets in who brings a ticket, and takes it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://sandbox').searchParams.get('ticket');
    if (ticket === null || !this.#tickets.delete(ticket)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#accept(webSocket));
  }

  async deliver(delivery: Delivery): Promise<Ack> {
    const open = this.#open();
    const chosen = open[this.#turn++ % Math.max(open.length, 1)];
    return chosen?.send(delivery) ?? nobody;
  }

  isConnected(): boolean {
    return this.count() > 0;
  }

  /** How many connections the bot has. */
  count(): number {
    return this.#open().length;
  }

  /** Asks the oldest connection, or all, to be made anew, as Slack does every few hours. */
  refresh(which: 'oldest' | 'all' = 'all'): void {
    const chosen = which === 'all' ? this.#open() : this.#open().slice(0, 1);
    for (const connection of chosen) connection.disconnect('refresh_requested');
  }

  /** Cuts all connections without a word. */
  drop(): void {
    for (const connection of this.#connections) connection.terminate();
  }

  /** Says goodbye to each connection, and cuts those that do not answer. */
  async close(): Promise<void> {
    this.#server.close();
    await Promise.all([...this.#connections].map((connection) => connection.close()));
  }

  #open(): readonly Connection[] {
    return [...this.#connections].filter((connection) => connection.isOpen());
  }

  #accept(webSocket: WebSocket): void {
    const connection = new Connection(webSocket, this.#settings);
    if (this.#connections.size >= MOST_CONNECTIONS) {
      connection.disconnect('too_many_websockets');
      return;
    }
    this.#connections.add(connection);
    webSocket.on('close', () => {
      this.#connections.delete(connection);
      this.#changed.ring();
    });
    connection.hello(this.#connections.size);
    this.#changed.ring();
  }
}

const nobody: Ack = { acked: false, reason: 'no connection', mayRetry: true, away: true };
