import type { Asker } from '../asker.ts';
import { isFaulty, matchersOf, readMute, type WantedMute } from '../blocks/index.ts';
import type { Desk } from '../desk.ts';
import { known } from '../perform.ts';
import { silence } from '../silencing.ts';
import { actOn, incidentOf, type SlackView } from './view.ts';

/** Tell nobody of it until a time of one's choice, or of everything that matches. */
export const mute: SlackView = {
  id: 'incident.mute',
  submit(view, desk) {
    const read = readMute(view.state.values, desk.clock.now());
    if (isFaulty(read)) return read;
    if (read.scope === 'match') return (asker) => silenceLike(incidentOf(view), read, asker, desk);
    const { until, early, reason } = read;
    return actOn(view, { verb: 'mute', until, early, reason });
  },
};

async function silenceLike(
  number: number,
  { matchers, endsAt, reason }: Extract<WantedMute, { scope: 'match' }>,
  asker: Asker,
  desk: Desk,
): Promise<void> {
  const incident = await known(desk, asker, number);
  if (!incident) return;
  const wanted = { matchers: matchers ?? matchersOf(incident), endsAt, reason };
  await asker.tell(await silence(desk, asker, wanted));
}
