import { incidentAction } from './action.ts';

/** I have it. */
export const acknowledge = incidentAction('incident.acknowledge', { verb: 'acknowledge' });
