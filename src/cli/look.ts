import type { Look } from '../config/show.ts';
import type { Console } from './command.ts';

/** Colours on a terminal only, and there only where people want them (no-color.org); `FORCE_COLOR` says it for every place. */
export function lookOf({ env }: Pick<Console, 'env'>, isTerminal: boolean): Look {
  const forced = env['FORCE_COLOR'];
  if (forced) return { colours: forced !== '0' && forced !== 'false' };
  return { colours: isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb' };
}
