import { incidentCommand } from './incident-command.ts';
import { alone } from './parse.ts';

/** `/incident split 12`: the errors that were merged into it count by themselves again. */
export const split = incidentCommand({
  name: 'split',
  example: 'split 12',
  read: alone({ verb: 'split' }),
  done: () => 'is split: what was merged into it counts apart again',
});
