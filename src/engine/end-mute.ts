import { type Incident, isOpen, type MuteEnd } from '../domain/incident.ts';
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
  const what = { kind: 'unmuted', hidden, firing: incident.firingCount, early } as const;
  if (!isOpen(incident)) return keep(draft, loud, cause, what);
  return ensureCalls(draft, tell(draft, loud, cause, what), cause.at);
}
