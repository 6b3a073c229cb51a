import { incidentCommand } from './incident-command.ts';

/** `/incident unmute 12`: tell of it again. */
export const unmute = incidentCommand({
  name: 'unmute',
  example: 'unmute 12',
  read: () => ({ verb: 'unmute' }),
  done: () => 'is no longer muted',
});
