import { nearest } from '../../nearest.ts';
import type { Subcommand } from './command.ts';
import { readNumber, splitWord } from './parse.ts';

/** What a line behind `/incident` asks for. */
export type Chosen =
  | { readonly type: 'run'; readonly subcommand: Subcommand; readonly words: string }
  /** A word that nobody knows, and the whole command that was probably meant; null: it is near to none. */
  | { readonly type: 'suggest'; readonly word: string; readonly command: string | null };

/** Finds the subcommand that a line asks for. No words ask for the list; a number alone shows that incident. */
export function choose(line: string, subcommands: readonly Subcommand[]): Chosen {
  const { word, rest } = splitWord(line);
  const isNumber = readNumber(line)?.rest === '';
  const wanted = isNumber ? 'show' : word || 'list';
  const subcommand = subcommands.find(({ name, also }) => name === wanted || also.includes(wanted));
  if (subcommand) return { type: 'run', subcommand, words: isNumber ? line : rest };
  return { type: 'suggest', word, command: corrected(line, subcommands) };
}

/** The same with the nearest right word, if there is one; another must not open an incident at a click. */
function corrected(line: string, subcommands: readonly Subcommand[]): string | null {
  const { word, rest } = splitWord(line);
  const names = subcommands.flatMap(({ name, also }) => [name, ...also]);
  const near = nearest(word, names);
  return near === undefined ? null : `${near} ${rest}`.trim();
}
