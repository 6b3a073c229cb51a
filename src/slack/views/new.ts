import type { Asker } from '../asker.ts';
import { doneAnswer, isFaulty, readNew, type WantedIncident } from '../blocks/index.ts';
import type { Desk } from '../desk.ts';
import { perform, showNow } from '../perform.ts';
import type { SlackView } from './view.ts';

/** A person opens an incident. */
export const newIncident: SlackView = {
  id: 'incident.new',
  submit(view) {
    const read = readNew(view.state.values);
    return isFaulty(read) ? read : (asker, desk) => open(read, asker, desk);
  },
};

async function open(read: WantedIncident, asker: Asker, desk: Desk): Promise<void> {
  const { assignee, ...wanted } = read;
  const outcome = await desk.act({ type: 'open', actor: await asker.actor(), ...wanted });
  if (outcome.type !== 'done') throw new Error(`A new incident ended as ${outcome.type}.`);
  const { incident } = outcome;
  await showNow(desk, asker, incident);
  if (assignee !== null) {
    const to = await desk.directory.person(assignee);
    await perform(desk, asker, incident.number, { verb: 'assign', to });
  }
  await asker.tell(doneAnswer(incident, 'is open'));
}
