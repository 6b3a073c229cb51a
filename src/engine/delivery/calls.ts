import type { Subject } from '../../domain/delivery.ts';
import { isMuted } from '../../domain/incident.ts';
import { between, hours, type Instant } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import { rungInstead } from './shared-calls.ts';
import type { Situation, WaitingCall } from './situation.ts';

/** Nobody is rung for what was called for longer ago. */
const CALL_KEPT = hours(1);

/** Whether telling this entry now makes somebody's phone ring; a call that came to nothing meanwhile is told quietly. */
export function rings(entry: TimelineEntry, situation: Situation): boolean {
  const { what, actor, seq } = entry;
  switch (what.kind) {
    case 'assigned':
      // Whoever takes it over knows, and so does who was told in another workspace.
      return !isSummedUp(seq, situation) && !(actor.type === 'person' && actor.id === what.to.id);
    case 'called':
      return isDue(entry, situation) && rungInstead(entry, situation) === null;
    default:
      return false;
  }
}

/** Whether anything that waits to be told would make a phone ring. */
export function isCalling(situation: Situation): boolean {
  return ringing(situation).length > 0;
}

/** What waits to be told and makes a phone ring. */
export function ringing(situation: Situation): readonly TimelineEntry[] {
  return situation.entries.filter((entry) => entry.thread && rings(entry, situation));
}

/** The calls that wait to ring. */
export function waitingCalls(situation: Situation): readonly WaitingCall[] {
  const { subject } = situation;
  if (subject.type !== 'incident') return [];
  const { id, number, severity } = subject.shown;
  return ringing(situation).flatMap(({ what }) =>
    what.kind === 'called' ? [{ incident: { id, number, severity }, mention: what.mention }] : [],
  );
}

/**
 * What is told of what waits. A call that came to nothing is left out where the end of the incident, or a later call to the
 * same people, says all that is of use.
 */
export function toTell(situation: Situation): readonly TimelineEntry[] {
  const waiting = situation.entries.filter(({ thread }) => thread);
  return waiting.filter(
    (entry) =>
      rings(entry, situation) || !(isSummedUp(entry.seq, situation) || isMoot(entry, waiting)),
  );
}

/** Whether it was told in another workspace: here one reply sums it up. */
function isSummedUp(seq: number, { delivery }: Situation): boolean {
  return seq <= (delivery.recap ?? 0);
}

function isMoot(entry: TimelineEntry, waiting: readonly TimelineEntry[]): boolean {
  if (entry.what.kind !== 'called') return false;
  const later = waiting.filter(({ seq }) => seq > entry.seq);
  return later.some(({ what }) => what.kind === 'resolved') || isRepeated(entry, later);
}

function isDue(entry: TimelineEntry, { subject, entries, now }: Situation): boolean {
  const isInTime = isNobodys(subject, now) && between(entry.at, now) <= CALL_KEPT;
  return isInTime && !isRepeated(entry, entries);
}

/** Whether nobody has it yet, and nobody muted it. */
function isNobodys(subject: Subject, now: Instant): boolean {
  if (subject.type !== 'incident') return false;
  const { shown } = subject;
  return shown.status === 'triggered' && !isMuted(shown, now);
}

/** Whether the same people are called once more by what waits behind it: then that rings. */
function isRepeated({ seq, what }: TimelineEntry, entries: readonly TimelineEntry[]): boolean {
  const mention = what.kind === 'called' ? what.mention : null;
  return entries.some(
    (later) =>
      later.seq > seq &&
      later.thread &&
      later.what.kind === 'called' &&
      later.what.mention === mention,
  );
}
