import { newModal } from '../blocks/index.ts';
import type { SlackAction } from './action.ts';

/** "New incident", under a list and in the Home. */
export const homeNew: SlackAction = {
  id: 'home.new',
  run: ({ asker }) => asker.open(newModal({ title: '', description: '' })),
};
