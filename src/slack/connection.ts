import type { Clock } from '../clock.ts';
import { between, type Instant, seconds } from '../domain/time.ts';
import { connectionFault } from './connection-fault.ts';
import type { ConnectionNews } from './connection-news.ts';
import { type Pause, pauseAfter } from './pause.ts';

/** A Socket Mode connection that is opened again whenever it is lost. */
export interface Connection {
  /** Begins, and resolves when it stands for the first time. Never rejects: it goes on trying. */
  open(): Promise<void>;
  isUp(): boolean;
  /** What is wrong while it is down, as a sentence. */
  fault(): string | null;
  /** Ends it for good. */
  close(): Promise<void>;
  /** Resolves when nothing of it is left, which may be later than its end. */
  gone(): Promise<void>;
}

/** The part of Bolt's socket client that this drives, with its own reconnecting off: that gives up with an unhandled rejection. */
export interface Socket {
  start(): Promise<unknown>;
  disconnect(): Promise<void>;
  once(event: 'connected' | 'disconnected', listener: () => void): unknown;
  off(event: 'connected', listener: () => void): unknown;
}

/** A connection that ends sooner counts as a failure, so that a server which hangs up at once is not hammered. */
const STEADY = seconds(5);
/** How long closing waits for the other side, in ms. */
const GOODBYE = 2_000;

/** What keeping a connection needs. */
export interface ConnectionDeps {
  readonly clock: Clock;
  readonly news: ConnectionNews;
  readonly pause: Pause;
  /** Why the socket ended, as a sentence. */
  readonly why: () => string;
}

/** Keeps one socket connected. */
export function connectionOf(socket: Socket, deps: ConnectionDeps): Connection {
  return new KeptConnection(socket, deps);
}

class KeptConnection implements Connection {
  readonly #socket: Socket;
  readonly #deps: ConnectionDeps;
  readonly #closing = new AbortController();
  #upSince: Instant | null = null;
  #fault = 'Not connected to Slack yet.';
  #failures = 0;
  #kept: Promise<void> = Promise.resolve();

  constructor(socket: Socket, deps: ConnectionDeps) {
    this.#socket = socket;
    this.#deps = deps;
  }

  isUp(): boolean {
    return this.#upSince !== null;
  }

  fault(): string | null {
    return this.isUp() ? null : this.#fault;
  }

  open(): Promise<void> {
    return new Promise((resolve) => {
      this.#kept = this.#keep(resolve);
    });
  }

  gone(): Promise<void> {
    return this.#kept;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    // The library gives the other side 30 s to say goodbye, which nobody who stops a program wants to wait for.
    const patience = new AbortController();
    await Promise.race([this.#socket.disconnect(), this.#deps.pause(GOODBYE, patience.signal)]);
    patience.abort();
  }

  async #keep(opened: () => void): Promise<void> {
    while (!this.#closing.signal.aborted) {
      await this.#live(opened);
      await this.#deps.pause(pauseAfter(this.#failures), this.#closing.signal);
    }
  }

  /** One life of the connection, from dialling to its end. */
  async #live(opened: () => void): Promise<void> {
    let listen = () => {};
    try {
      const ended = new Promise<void>((resolve) => {
        listen = () => this.#socket.once('disconnected', resolve);
      });
      // Before starting: the end may come in the same breath as the beginning.
      this.#socket.once('connected', listen);
      await this.#socket.start();
      if (this.#closing.signal.aborted) return void (await this.#socket.disconnect());
      this.#upSince = this.#deps.clock.now();
      this.#deps.news.up();
      opened();
      await ended;
      this.#lost(this.#deps.why());
    } catch (error) {
      this.#lost(connectionFault(error, 'SLACK_APP_TOKEN'));
    } finally {
      this.#socket.off('connected', listen);
    }
  }

  #lost(fault: string): void {
    const steady =
      this.#upSince !== null && between(this.#upSince, this.#deps.clock.now()) >= STEADY;
    this.#failures = steady ? 0 : this.#failures + 1;
    this.#upSince = null;
    this.#fault = fault;
    if (!this.#closing.signal.aborted) this.#deps.news.down(fault, this.#failures);
  }
}
