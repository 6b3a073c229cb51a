import { errorsOf, eventsOf } from '../error-listing.ts';
import { readPage } from '../errors-page.ts';
import type { SlackAction } from './action.ts';

/** The next page of errors, or of an error's events, in the place of this one. */
export const errorsMore: SlackAction = {
  id: 'errors.more',
  async run({ asker, value }, desk) {
    const page = readPage(value);
    await asker.retell(
      page.of === 'events'
        ? await eventsOf(desk, page.number, page.after)
        : await errorsOf(desk, page.asked),
    );
  },
};
