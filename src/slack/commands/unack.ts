import { incidentCommand } from './incident-command.ts';

/** `/incident unack 12`: nobody has it again. */
export const unack = incidentCommand({
  name: 'unack',
  also: ['unacknowledge'],
  example: 'unack 12',
  read: () => ({ verb: 'unacknowledge' }),
  done: () => 'is with nobody again',
});
