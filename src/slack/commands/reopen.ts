import { incidentCommand } from './incident-command.ts';

/** `/incident reopen 12`: it is not over. */
export const reopen = incidentCommand({
  name: 'reopen',
  example: 'reopen 12',
  read: () => ({ verb: 'reopen' }),
  done: () => 'is open again',
});
