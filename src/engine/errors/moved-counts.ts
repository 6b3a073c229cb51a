import type { ErrorGroup } from '../../domain/error-group.ts';
import { type Incident, isOpen, type Mute, type MuteEnd } from '../../domain/incident.ts';
import type { Draft } from '../draft.ts';
import { redraw } from '../record.ts';
import { usersIn } from './crowd.ts';
import { joinedGroups, splitGroup } from './group-rows.ts';
import { incidentsOf } from './incidents-of.ts';

/** What one group has counted counts in another one too. */
export function takeCounts(draft: Draft, source: ErrorGroup, target: ErrorGroup): void {
  moveMarks(draft, target, draft.errors.putGroup(joinedGroups(source, target)));
}

/** A group that was merged counts by itself again. */
export function splitOff(draft: Draft, group: ErrorGroup): void {
  moveMarks(draft, group, draft.errors.putGroup(splitGroup(group)));
}

/** By how much a group counts more at once, though nothing happened. */
interface Moved {
  readonly events: number;
  readonly users: number;
}

/** Whoever ignores the error counts from where they began: what moves is neither missed nor more of it. */
function moveMarks(draft: Draft, before: ErrorGroup, after: ErrorGroup): void {
  const by: Moved = {
    events: after.events - before.events,
    users: usersIn(after.users) - usersIn(before.users),
  };
  for (const incident of incidentsOf(draft, after)) {
    const moved = { ...incident, mute: movedMute(incident, by) };
    draft.putIncident(isOpen(incident) ? redraw(moved) : moved);
  }
}

function movedMute({ mute }: Incident, by: Moved): Mute | null {
  if (!mute) return null;
  const { events } = mute;
  return {
    ...mute,
    early: mute.early.map((end) => movedEnd(end, by)),
    ...(events !== undefined && { events: events + by.events }),
  };
}

function movedEnd(end: MuteEnd, by: Moved): MuteEnd {
  if (end.when === 'occurrences') return { ...end, reached: end.reached + by.events };
  if (end.when === 'users') return { ...end, reached: end.reached + by.users };
  return end;
}
