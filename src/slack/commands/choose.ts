import { nearest } from '../../nearest.ts';
import type { Subcommand } from './command.ts';
import { readNumber, splitWord } from './parse.ts';

/** What a line behind `/incident` asks for. */
export type Chosen =
  | { readonly type: 'run'; readonly name: string; readonly words: string }
  /** A word that nobody knows, and the whole command that was probably meant; null: it is near to none. */
  | { readonly type: 'suggest'; readonly word: string; readonly command: string | null };

/** Finds the subcommand that a line asks for. No words ask for the list; a number alone shows that incident. */
export function choose(line: string, subcommands: readonly Subcommand[]): Chosen {
  const { word, rest } = splitWord(line);
  if (word === '') return { type: 'run', name: 'list', words: '' };
  if (readNumber(line)?.rest === '') return { type: 'run', name: 'show', words: line };
  const known = subcommands.find(({ name, also }) => name === word || also.includes(word));
  if (known) return { type: 'run', name: known.name, words: rest };
  return { type: 'suggest', word, command: corrected(line, subcommands) };
}

/** The same with the nearest right word, if there is one; another must not open an incident at a click. */
function corrected(line: string, subcommands: readonly Subcommand[]): string | null {
  const { word, rest } = splitWord(line);
  const names = subcommands.flatMap(({ name, also }) => [name, ...also]);
  const near = nearest(word, names);
  return near === undefined ? null : `${near} ${rest}`.trim();
}
