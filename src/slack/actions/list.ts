import { type ListFilter, readList } from '../blocks/index.ts';
import { listOf, listPageOf } from '../looking.ts';
import type { SlackAction } from './action.ts';

/** Only my incidents, in the place of the list. */
export const listMine = listAction('mine');

/** Those of the last days too, in the place of the list. */
export const listAll = listAction('all');

/** The next page of a list, in the place of this one. */
export const listMore: SlackAction = {
  id: 'list.more',
  async run({ asker, value }, desk) {
    await asker.retell(await listPageOf(desk, readList(value), asker.userId));
  },
};

function listAction(filter: ListFilter): SlackAction {
  return {
    id: `list.${filter}`,
    async run({ asker }, desk) {
      await asker.retell(await listOf(desk, filter, asker.userId));
    },
  };
}
