import { assignModal } from '../blocks/index.ts';
import { incidentModal } from './incident-modal.ts';

/** Give it to somebody: asks whom. */
export const assign = incidentModal('incident.assign', assignModal);
