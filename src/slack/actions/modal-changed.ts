import { muteModal, readMuteDraft } from '../blocks/index.ts';
import { mutePreview } from '../mute-preview.ts';
import { incidentOf } from '../views/view.ts';
import type { SlackAction } from './action.ts';

/** A field of a modal changed that others follow from: the mute's, which says what it would hide. */
export const modalChanged: SlackAction = {
  id: 'value',
  async run({ view }, desk) {
    if (view?.callback_id !== 'incident.mute') return;
    const incident = await desk.store.incidentNumbered(incidentOf(view));
    if (!incident) return;
    const draft = readMuteDraft(view.state.values);
    const preview = await mutePreview(desk, incident, draft, view.state.values);
    await desk.modals.update(view.id, view.hash, muteModal(incident, draft, preview));
  },
};
