import type { ModalView } from '@slack/types';
import type { Incident } from '../../domain/incident.ts';
import { known } from '../perform.ts';
import { readValue, type SlackAction } from './action.ts';

/** A button that opens a modal about its incident. */
export function incidentModal(
  id: `incident.${string}`,
  modal: (incident: Incident) => ModalView,
): SlackAction {
  return {
    id,
    async run({ asker, value }, desk) {
      const incident = await known(desk, asker, readValue(value).number);
      if (incident) await asker.open(modal(incident));
    },
  };
}
