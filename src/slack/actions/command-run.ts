import { runCommand } from '../commands/run.ts';
import type { SlackAction } from './action.ts';

/** "Run that": the corrected command, in the place of the answer that offered it. */
export const commandRun: SlackAction = {
  id: 'command.run',
  async run({ asker, value }, desk) {
    const answer = await runCommand(value, { asker, here: null }, desk);
    if (answer) await asker.retell(answer);
  },
};
