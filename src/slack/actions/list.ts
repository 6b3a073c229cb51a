import type { ListFilter } from '../blocks/index.ts';
import { listOf } from '../looking.ts';
import type { SlackAction } from './action.ts';

/** Only my incidents, in the place of the list. */
export const listMine = listAction('mine');

/** Those of the last days too, in the place of the list. */
export const listAll = listAction('all');

function listAction(filter: ListFilter): SlackAction {
  return {
    id: `list.${filter}`,
    async run({ asker }, desk) {
      await asker.retell(await listOf(desk, filter, asker.userId));
    },
  };
}
