import { reportModal } from '../blocks/index.ts';
import type { SlackAction } from './action.ts';

/** "See the report": all that the numbers of the week in a Home are made of. */
export const homeReport: SlackAction = {
  id: 'home.report',
  run: async ({ asker }, desk) => asker.open(reportModal(await desk.week.whole())),
};
