import { incidentCommand } from './incident-command.ts';

/** `/incident ack 12`: I have it. */
export const ack = incidentCommand({
  name: 'ack',
  also: ['acknowledge'],
  example: 'ack 12',
  read: () => ({ verb: 'acknowledge' }),
  done: () => 'is acknowledged',
});
