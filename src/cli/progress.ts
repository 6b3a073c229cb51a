import type { Console } from './command.ts';

/** How far something long is, for people at a terminal: one line that is written anew. Pipes and logs hear nothing of it. */
export interface Progress {
  /** So far; the last line stays until the next one. */
  tell(sentence: string): void;
  /** Takes the line away, or leaves this one there. */
  end(sentence?: string): void;
}

/** Whatever of the line is to the right of what was written now. */
const CLEAR = '\u001b[K';

/** Progress on the standard error, if that is a terminal. */
export function progressOn({ err }: Pick<Console, 'err'>, isTerminal: boolean): Progress {
  if (!isTerminal) return { tell: () => {}, end: () => {} };
  return {
    tell: (sentence) => err(`\r${sentence}${CLEAR}`),
    end: (sentence) => err(sentence === undefined ? `\r${CLEAR}` : `\r${sentence}${CLEAR}\n`),
  };
}

/** A number as people read it: `1,250,000`. */
export function readable(count: number): string {
  return count.toLocaleString('en-GB');
}
