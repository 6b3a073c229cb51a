import { incidentCommand } from './incident-command.ts';
import { alone } from './parse.ts';

/** `/incident reopen 12`: it is not over. */
export const reopen = incidentCommand({
  name: 'reopen',
  example: 'reopen 12',
  read: alone({ verb: 'reopen' }),
  done: () => 'is open again',
});
