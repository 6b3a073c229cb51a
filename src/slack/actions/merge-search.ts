import { MERGE_MENU } from '../blocks/index.ts';
import { mergeModalWith } from '../merging.ts';
import { incidentOf } from '../views/view.ts';
import type { SlackAction } from './action.ts';

/** An incident was chosen to merge into: the modal says what that would do. */
export const mergeSearch: SlackAction = {
  id: MERGE_MENU,
  async run({ value, view }, desk) {
    if (!view) return;
    const incident = await desk.store.incidentNumbered(incidentOf(view));
    if (!incident) return;
    const chosen = await mergeModalWith(desk, incident, Number(value));
    await desk.modals.update(view.id, view.hash, chosen);
  },
};
