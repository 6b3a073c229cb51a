import { type DecideDeps, decideAndSave } from './decide.ts';
import type { Act } from './ports.ts';

/** A person asked. */
export function actor(deps: DecideDeps): Act {
  return async (command) => {
    const { outcomes } = await decideAndSave(deps, [{ type: 'command', command }]);
    const [outcome] = outcomes;
    if (!outcome) throw new Error('A command was decided without an outcome.');
    return outcome;
  };
}
