import { isFaulty, readNote } from '../blocks/index.ts';
import { actOn, type SlackView } from './view.ts';

/** A note for the thread and the timeline. */
export const note: SlackView = {
  id: 'incident.note',
  submit(view) {
    const read = readNote(view.state.values);
    return isFaulty(read) ? read : actOn(view, { verb: 'note', text: read.text });
  },
};
