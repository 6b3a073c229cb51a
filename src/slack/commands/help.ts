import { helpAnswer } from '../blocks/index.ts';
import type { Subcommand } from './command.ts';

/** `/incident help`: commands that work, by what one wants. */
export const help: Subcommand = {
  name: 'help',
  also: ['?', '-h', '--help'],
  example: 'help',
  run: async () => helpAnswer(),
};
