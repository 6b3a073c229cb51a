import { isFaulty, readMerge } from '../blocks/index.ts';
import { actOn, type SlackView } from './view.ts';

/** Its errors count with those of another from now on. */
export const merge: SlackView = {
  id: 'incident.merge',
  submit(view) {
    const read = readMerge(view.state.values);
    return isFaulty(read) ? read : actOn(view, { verb: 'merge', into: read.into });
  },
};
