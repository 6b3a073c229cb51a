import type { Log } from '../log.ts';

/** Whether Redis can be worked with: it answers within a second, takes what is written, and has not just lost it. */
export type RedisState = 'well' | 'away';

/** What the watch needs to know of a connection. */
export interface Watched {
  /** Where it leads, for the log. */
  readonly name: string;
  /** Writes something and resolves once Redis took it. */
  probe(): Promise<void>;
  /** Throws the sockets away, so that new ones are made: old ones may be dead, or lead to a server that gave up its place. */
  renew(): void;
}

/** How often Redis is asked. */
const EVERY = 500;

/** So many failures in a row mean new sockets. */
const RENEW_AFTER = 2;

/** Asks again and again, and says when the answer changes. It begins with `away`, until Redis answered. */
export class RedisHealth {
  readonly #watched: Watched;
  readonly #log: Log;
  readonly #listeners = new Set<(state: RedisState) => void>();
  #state: RedisState = 'away';
  #hasAsked = false;
  #failures = 0;
  #asking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(watched: Watched, log: Log) {
    this.#watched = watched;
    this.#log = log;
  }

  get state(): RedisState {
    return this.#state;
  }

  /** Hears of every change; the answer ends that. */
  onState(listener: (state: RedisState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Asks now, because something failed; one question at a time. */
  check(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
      this.#later();
    });
    return this.#asking;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#listeners.clear();
    await this.#asking;
  }

  async #ask(): Promise<void> {
    try {
      await this.#watched.probe();
      this.#failures = 0;
      this.#become('well');
    } catch (error) {
      this.#failures += 1;
      this.#become('away', error);
      if (this.#failures % RENEW_AFTER === 0) this.#watched.renew();
    }
  }

  #later(): void {
    if (this.#closed) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check(), EVERY);
  }

  #become(state: RedisState, cause?: unknown): void {
    const isNews = state !== this.#state || !this.#hasAsked;
    this.#hasAsked = true;
    if (!isNews || this.#closed) return;
    this.#state = state;
    const redis = this.#watched.name;
    if (state === 'well') this.#log.info({ redis }, 'Redis answers');
    else this.#log.warn({ redis, error: cause }, 'Redis is away');
    for (const listener of this.#listeners) listener(state);
  }
}
