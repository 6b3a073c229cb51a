import { resolveModal } from '../blocks/index.ts';
import { known, perform } from '../perform.ts';
import { readValue, type SlackAction } from './action.ts';

/** As many alerts as the modal has room to name. */
const NAMED = 20;

/** It is over: at once when nothing fires, else after asking what shall be with the alerts that do. An error's end with it. */
export const resolve: SlackAction = {
  id: 'incident.resolve',
  async run({ asker, value }, desk) {
    const { number } = readValue(value);
    const incident = await known(desk, asker, number);
    if (!incident) return;
    const { status, firingCount, error } = incident;
    if (status === 'resolved' || firingCount === 0 || error) {
      // Should an alert fire in this very moment, its next firing brings the incident back.
      const act = { verb: 'resolve', note: '', whileFiring: 'reopen' } as const;
      await perform(desk, asker, number, act);
      return;
    }
    const alerts = await desk.store.alertsOf(incident.id, NAMED);
    const firing = alerts.filter((alert) => alert.status === 'firing');
    await asker.open(resolveModal(incident, firing));
  },
};
