/** What an expression may cost, for one entry of a body. */
export const COSTS = {
  /** Parts of expressions that are evaluated. */
  steps: 20_000,
  /** Milliseconds, looked at after so many steps. */
  time: 100,
  stepsBetweenLooks: 100,
  /** Expressions within expressions, and functions that call themselves. */
  depth: 200,
  /** Items of a list that an expression makes. */
  items: 10_000,
  /** Characters and items of a value that an expression makes. */
  size: 4 * 1024 * 1024,
  /** Items and fields of all values that it makes, the body's own included. */
  parts: 1_000_000,
  /** Characters that regular expressions look at. */
  searched: 2_000_000,
} as const;

/** An expression takes more than it may. */
export class TooCostly extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TooCostly';
  }
}

/** What is left of the costs while the expressions of one entry run. */
export class Budget {
  #steps = 0;
  #searched = 0;
  readonly #now: () => number;
  readonly #end: number;

  /** With a clock in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
    this.#end = now() + COSTS.time;
  }

  /** One more part of an expression is evaluated. */
  step(): void {
    this.#steps += 1;
    if (this.#steps > COSTS.steps) {
      throw new TooCostly(`It takes more than ${COSTS.steps} steps: does it ever end?`);
    }
    if (this.#steps % COSTS.stepsBetweenLooks === 0 && this.#now() > this.#end) {
      throw new TooCostly(`It takes longer than ${COSTS.time} ms.`);
    }
  }

  /** A regular expression looks at so many characters. */
  search(characters: number): void {
    this.#searched += characters;
    if (this.#searched > COSTS.searched) {
      throw new TooCostly(
        `Its regular expressions look at more than ${COSTS.searched} characters.`,
      );
    }
  }
}
