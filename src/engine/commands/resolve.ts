import type { Incident, Mute } from '../../domain/incident.ts';
import { resolveIncident } from '../lifecycle.ts';
import { keep, QUELL } from '../record.ts';
import { type ActOf, type Asked, asked, type Verb } from './command.ts';

/** Why such an incident is muted. */
export const RESOLVED_WHILE_FIRING = 'resolved while alerts fired';

/** It is over, says a person. While alerts still fire, their next firing may be kept from people for a time. */
export const resolve: Verb<'resolve'> = (request, act) => {
  const { draft, incident, actor, now } = request;
  if (incident.status === 'resolved') return 'already-resolved';
  const by = { at: now, by: actor, how: 'person', note: act.note } as const;
  const over = resolveIncident(draft, incident, by);
  const mute = muteAfter(request, over, act);
  if (!mute) return over;
  if (mute.until !== null)
    draft.setTimer({ kind: 'mute-over', subject: incident.id, at: mute.until });
  const muted = { kind: 'muted', until: mute.until, why: mute.reason } as const;
  return keep(draft, { ...over, mute }, { ...asked(request), actor: QUELL }, muted);
};

/** The mute that the resolve leaves behind; a longer one that is there already stays. */
function muteAfter(
  { actor, now }: Asked,
  over: Incident,
  { whileFiring }: ActOf<'resolve'>,
): Mute | null {
  if (whileFiring === 'reopen' || over.firingCount === 0) return null;
  const until = whileFiring.muteUntil;
  if (over.mute?.until && over.mute.until >= until) return null;
  return { until, by: actor, at: now, reason: RESOLVED_WHILE_FIRING, early: [], hidden: 0 };
}
