import { isFaulty, readFix } from '../blocks/index.ts';
import { actOn, type SlackView } from './view.ts';

/** What fixed it, written after the resolve. */
export const fix: SlackView = {
  id: 'incident.fix',
  submit(view) {
    const read = readFix(view.state.values);
    return isFaulty(read) ? read : actOn(view, { verb: 'fix', text: read.text });
  },
};
