/** Where a command reads and speaks. */
export interface Console {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For people and pipes. */
  out(text: string): void;
  /** For faults. */
  err(text: string): void;
}

/** Exit codes that mean the same in every command. */
export const EXIT = { well: 0, fault: 1, usage: 2, internal: 70 } as const;

/** One `quell …` command. */
export interface CliCommand {
  readonly name: string;
  readonly summary: string;
  /** What `quell NAME --help` prints. */
  readonly help: string;
  /** Does it; answers the exit code. */
  run(args: readonly string[], console: Console): Promise<number>;
}
