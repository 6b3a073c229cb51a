import { isFaulty, readIgnore } from '../blocks/index.ts';
import { actOn, type SlackView } from './view.ts';

/** Tell nobody of an error until what was chosen. */
export const ignore: SlackView = {
  id: 'incident.ignore',
  submit(view, desk) {
    const read = readIgnore(view.state.values, desk.clock.now());
    return isFaulty(read) ? read : actOn(view, read);
  },
};
