import { incidentAction } from './action.ts';

/** Nobody has it again. */
export const unacknowledge = incidentAction('incident.unacknowledge', { verb: 'unacknowledge' });
