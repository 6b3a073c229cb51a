import type { Instant } from '../../domain/time.ts';

/** Gathers what is wanted while an earlier batch is on its way, and sends it in one go: nobody waits. */
export class Outbox {
  readonly #send: (times: ReadonlyMap<string, Instant>) => Promise<void>;
  #waiting = new Map<string, Instant>();
  #sending: Promise<void> | null = null;

  constructor(send: (times: ReadonlyMap<string, Instant>) => Promise<void>) {
    this.#send = send;
  }

  /** Of one id, the earliest time is kept. */
  put(id: string, at: Instant): void {
    const known = this.#waiting.get(id);
    if (known === undefined || at < known) this.#waiting.set(id, at);
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
  }

  /** Resolves once nothing waits to be sent. */
  async sent(): Promise<void> {
    await this.#sending;
  }

  async #sendAll(): Promise<void> {
    // What is wanted within one turn of the program is one batch.
    await Promise.resolve();
    while (this.#waiting.size > 0) {
      const batch = this.#waiting;
      this.#waiting = new Map();
      await this.#send(batch);
    }
  }
}
