import { incidentAction } from './action.ts';

/** Tell of it again. */
export const unmute = incidentAction('incident.unmute', { verb: 'unmute' });
