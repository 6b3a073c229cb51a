import { ignoreModal, ignoreOf } from '../blocks/index.ts';
import { known, perform, redraw } from '../perform.ts';
import { readValue, type SlackAction } from './action.ts';

/** Tell nobody of an error until it means more: `12:1d`, `12:100-times`, `12:10-users`, `12:escalates`, `12:forever`, or `12:ask`. */
export const ignore: SlackAction = {
  id: 'incident.ignore',
  async run({ asker, value }, desk) {
    const { number, choice } = readValue(value);
    if (choice !== 'ask') {
      await perform(desk, asker, number, ignoreOf(choice, desk.clock.now()));
      return;
    }
    const incident = await known(desk, asker, number);
    if (!incident) return;
    await asker.open(ignoreModal(incident));
    // Else the select would go on showing "More choices…".
    await redraw(desk, asker, number);
  },
};
