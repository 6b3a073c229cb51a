import type { Instant } from '../../domain/time.ts';
import { parseDuration, plus } from '../../domain/time.ts';
import { muteModal } from '../blocks/index.ts';
import { muteReader } from '../mute-reader.ts';
import { known, perform, redraw } from '../perform.ts';
import { readValue, type SlackAction } from './action.ts';

/** Tell nobody of it for a time: `12:1h`, `12:resolved` (until then), or `12:ask` for more choices. */
export const mute: SlackAction = {
  id: 'incident.mute',
  async run({ asker, value }, desk) {
    const { number, choice } = readValue(value);
    if (choice !== 'ask') {
      const until = untilOf(choice, desk.clock.now());
      await perform(desk, asker, number, { verb: 'mute', until, reason: '', early: [] });
      return;
    }
    const incident = await known(desk, asker, number);
    if (!incident) return;
    await asker.open(muteModal(incident, await muteReader(desk, asker)));
    // Else the select would go on showing "More choices…".
    await redraw(desk, asker, number);
  },
};

function untilOf(choice: string, now: Instant): Instant | null {
  if (choice === 'resolved') return null;
  const time = parseDuration(choice);
  if (time === undefined) throw new Error(`${JSON.stringify(choice)} is no time to mute for.`);
  return plus(now, time);
}
