/** Holds calls back until they are let through, so that a test says in which order what happens. */
export class Gates {
  readonly #held: { readonly label: string; readonly pass: () => void }[] = [];
  #isShut = false;

  /** What is held back, in the order in which it came. */
  get labels(): readonly string[] {
    return this.#held.map(({ label }) => label);
  }

  /** Resolves when it is let through. */
  async hold(label: string): Promise<void> {
    await new Promise<void>((resolve) => this.#held.push({ label, pass: resolve }));
  }

  /** A function whose calls are held back before, and with `andAfter` their answers too. */
  around<Args extends readonly unknown[], Answer>(
    label: string,
    work: (...args: Args) => Promise<Answer>,
    { before = true, after = false } = {},
  ): (...args: Args) => Promise<Answer> {
    return async (...args) => {
      if (before) await this.hold(label);
      try {
        return await work(...args);
      } finally {
        if (after) await this.hold(`${label} answered`);
      }
    };
  }

  /** Lets one through, by its place. */
  pass(place: number): void {
    if (this.#isShut) return;
    const [held] = this.#held.splice(place, 1);
    held?.pass();
  }

  /** Nothing is ever let through again: the process was killed. */
  shut(): void {
    this.#isShut = true;
    this.#held.splice(0);
  }

  get isShut(): boolean {
    return this.#isShut;
  }
}

/** Lets all go on that is not held back. */
export async function breathe(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
