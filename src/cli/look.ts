import type { Look } from '../config/show.ts';
import type { Console } from './command.ts';

/** Colours on a terminal only, and there only where people want them (no-color.org). */
export function lookOf({ env }: Pick<Console, 'env'>, isTerminal: boolean): Look {
  return { colours: isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb' };
}
