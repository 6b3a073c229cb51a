import { incidentCommand } from './incident-command.ts';
import { readSeverity } from './parse.ts';

/** `/incident severity 12 critical`: how bad it is. */
export const severity = incidentCommand({
  name: 'severity',
  also: ['sev'],
  example: 'severity 12 critical',
  read: readSeverity,
  done: (incident) => `is now ${incident.severity}`,
});
