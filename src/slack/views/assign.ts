import { isFaulty, readAssign } from '../blocks/index.ts';
import { perform } from '../perform.ts';
import { incidentOf, type SlackView } from './view.ts';

/** Give it to somebody, with a word for them. */
export const assign: SlackView = {
  id: 'incident.assign',
  submit(view) {
    const read = readAssign(view.state.values);
    if (isFaulty(read)) return read;
    const number = incidentOf(view);
    return async (asker, desk) => {
      const to = await desk.directory.person(read.user);
      const given = await perform(desk, asker, number, { verb: 'assign', to });
      if (given && read.word !== '') {
        await perform(desk, asker, number, { verb: 'note', text: read.word });
      }
    };
  },
};
