import { isFaulty, muteModal, readMuteDraft, readMuteTime } from '../blocks/index.ts';
import { mutePreview } from '../mute-preview.ts';
import { muteReader } from '../mute-reader.ts';
import { incidentOf } from '../views/view.ts';
import type { SlackAction } from './action.ts';

/** A field of a modal changed that others follow from: the mute's, which says what it would hide. */
export const modalChanged: SlackAction = {
  id: 'value',
  async run({ asker, view }, desk) {
    if (view?.callback_id !== 'incident.mute') return;
    const incident = await desk.store.incidentNumbered(incidentOf(view));
    if (!incident) return;
    const reader = await muteReader(desk, asker);
    const draft = readMuteDraft(view.state.values);
    const time = readMuteTime(view.state.values, reader.now);
    const preview = isFaulty(time) ? null : await mutePreview(desk, incident, draft, time.until);
    await desk.modals.update(view.id, view.hash, muteModal(incident, reader, draft, preview));
  },
};
