import { doneAnswer } from '../blocks/index.ts';
import { perform } from '../perform.ts';
import { readValue, type SlackAction } from './action.ts';

/** I have it now, and no longer whoever had it. */
export const takeover: SlackAction = {
  id: 'incident.takeover',
  async run({ asker, value }, desk) {
    const { id, name } = await asker.actor();
    const act = { verb: 'assign', to: { id, name } } as const;
    const incident = await perform(desk, asker, readValue(value).number, act);
    if (incident) await asker.retell(doneAnswer(incident, 'is yours'));
  },
};
