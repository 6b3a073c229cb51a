/** What is to be ended, the newest first. */
export class Closing {
  readonly #ends: (() => Promise<void> | void)[] = [];
  #ending: Promise<void> | null = null;

  /** Ends all when the run is interrupted too. */
  onInterrupt(): void {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        // What fails from now on fails because all is being ended.
        process.on('unhandledRejection', () => {});
        void this.all().finally(() => process.exit(1));
      });
    }
  }

  /** A part that may be ended before the rest. */
  part(): Closing {
    const part = new Closing();
    this.add(() => part.all());
    return part;
  }

  add(end: () => Promise<void> | void): void {
    this.#ends.push(end);
  }

  /** Ends all, once also where several ask; the first failure is told once all were tried. */
  all(): Promise<void> {
    this.#ending ??= this.#endAll().finally(() => {
      this.#ending = null;
    });
    return this.#ending;
  }

  async #endAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let end = this.#ends.pop(); end; end = this.#ends.pop()) {
      try {
        await end();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
