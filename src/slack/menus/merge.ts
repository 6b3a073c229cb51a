import { MERGE_MENU } from '../blocks/index.ts';
import { mergeChoices } from '../merging.ts';
import { incidentOf } from '../views/view.ts';
import type { SlackMenu } from './menu.ts';

/** The incidents that an error may be merged into. */
export const merge: SlackMenu = {
  id: MERGE_MENU,
  async choices(typed, view, desk) {
    const incident = view && (await desk.store.incidentNumbered(incidentOf(view)));
    return incident ? mergeChoices(desk, incident, typed) : [];
  },
};
