import type { Instant } from '../../domain/time.ts';
import { FIRST_DRAFT, type MuteDraft } from '../blocks/index.ts';
import { openMute, timeFrom } from '../muting.ts';
import { known, perform, redraw } from '../perform.ts';
import { readValue, type SlackAction } from './action.ts';

/** Tell nobody of it for a time: `12:1h`, `12:resolved` (until then), or `12:ask` for more choices. */
export const mute: SlackAction = {
  id: 'incident.mute',
  async run({ asker, value }, desk) {
    const { number, choice } = readValue(value);
    const draft = ASKED.get(choice);
    if (!draft) {
      const until = untilOf(choice, desk.clock.now());
      await perform(desk, asker, number, { verb: 'mute', until, reason: '', early: [] });
      return;
    }
    const incident = await known(desk, asker, number);
    if (!incident) return;
    await openMute(desk, asker, incident, draft);
    // Else the select would go on showing "More choices…".
    await redraw(desk, asker, number);
  },
};

/** The choices that want to know more: for longer than 4 hours, why. */
const ASKED: ReadonlyMap<string, MuteDraft> = new Map([
  ['ask', FIRST_DRAFT],
  ['1d', { ...FIRST_DRAFT, time: '1d' }],
]);

function untilOf(choice: string, now: Instant): Instant | null {
  if (choice === 'resolved') return null;
  const until = timeFrom(choice, now);
  if (until === null) throw new Error(`${JSON.stringify(choice)} is no time to mute for.`);
  return until;
}
