import { type Incident, isOpen, type MuteEnd } from '../domain/incident.ts';
import type { Happening } from '../domain/timeline.ts';
import { ensureCalls } from './calling.ts';
import type { Draft } from './draft.ts';
import { returnTold } from './hearing.ts';
import { type Cause, keep, redraw, tell } from './record.ts';

/** The incident may be heard of again; the thread learns how much was hidden, unless it is all over. */
export function endMute(
  draft: Draft,
  incident: Incident,
  cause: Cause,
  early: MuteEnd | null = null,
): Incident {
  const hidden = incident.mute?.hidden ?? 0;
  draft.clearTimer('mute-over', incident.id);
  const loud = redraw(returnTold({ ...incident, mute: null }));
  const muted = { hidden, firing: incident.firingCount, early };
  const what = { kind: 'unmuted', ...muted, ...ofError(draft, incident) } as const;
  if (!isOpen(incident)) return keep(draft, loud, cause, what);
  return ensureCalls(draft, tell(draft, loud, cause, what), cause.at);
}

/** Whether it was not muted but ignored, and how many events came meanwhile; a split or a forgotten group may leave fewer. */
function ofError(
  draft: Draft,
  incident: Incident,
): Pick<Extract<Happening, { kind: 'unmuted' }>, 'ignored' | 'events'> {
  const { mute } = incident;
  if (!mute || !incident.error) return {};
  // Its own: where it was merged into another, that counts those of others too.
  const events = draft.errors.group(incident.error.group)?.events ?? 0;
  const came = events - (mute.events ?? Number.POSITIVE_INFINITY);
  return { ...(mute.ignores && { ignored: true }), ...(came >= 0 && { events: came }) };
}
