import { incidentCommand } from './incident-command.ts';
import { alone } from './parse.ts';

/** `/incident ack 12`: I have it. */
export const ack = incidentCommand({
  name: 'ack',
  also: ['acknowledge'],
  example: 'ack 12',
  read: alone({ verb: 'acknowledge' }),
  done: () => 'is acknowledged',
});
