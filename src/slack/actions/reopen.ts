import { incidentAction } from './action.ts';

/** It is not over. */
export const reopen = incidentAction('incident.reopen', { verb: 'reopen' });
