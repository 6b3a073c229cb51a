import { incidentCommand } from './incident-command.ts';
import { alone } from './parse.ts';

/** `/incident unmute 12`: tell of it again. */
export const unmute = incidentCommand({
  name: 'unmute',
  example: 'unmute 12',
  read: alone({ verb: 'unmute' }),
  done: () => 'is no longer muted',
});
