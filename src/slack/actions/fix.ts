import { fixModal } from '../blocks/index.ts';
import { incidentModal } from './incident-modal.ts';

/** Add what fixed it, after the resolve. */
export const fix = incidentModal('incident.fix', fixModal);
