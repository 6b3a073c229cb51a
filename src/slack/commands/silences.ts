import { silencesOf } from '../looking.ts';
import type { Subcommand } from './command.ts';

/** `/incident silences`: those in force or still to come. */
export const silences: Subcommand = {
  name: 'silences',
  also: [],
  example: 'silences',
  run: (_call, desk) => silencesOf(desk),
};
