import { incidentCommand } from './incident-command.ts';
import { alone } from './parse.ts';

/** `/incident unack 12`: nobody has it again. */
export const unack = incidentCommand({
  name: 'unack',
  also: ['unacknowledge'],
  example: 'unack 12',
  read: alone({ verb: 'unacknowledge' }),
  done: () => 'is with nobody again',
});
