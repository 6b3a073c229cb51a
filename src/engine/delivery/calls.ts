import type { Subject } from '../../domain/delivery.ts';
import { isMuted } from '../../domain/incident.ts';
import { between, hours, type Instant } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import type { Situation } from './situation.ts';

/** Nobody is rung for what was called for longer ago. */
const CALL_KEPT = hours(1);

/** Whether telling this entry now makes somebody's phone ring; a call that came to nothing meanwhile is told quietly. */
export function rings(entry: TimelineEntry, situation: Situation): boolean {
  const { what, actor } = entry;
  switch (what.kind) {
    case 'assigned':
      // Whoever takes it over knows.
      return !(actor.type === 'person' && actor.id === what.to.id);
    case 'called':
      return isCalledFor(entry, situation) && !isRepeated(entry, situation);
    default:
      return false;
  }
}

/** Whether anything that waits to be told would make a phone ring. */
export function isCalling(situation: Situation): boolean {
  return situation.entries.some((entry) => entry.thread && rings(entry, situation));
}

function isCalledFor({ at }: TimelineEntry, { subject, now }: Situation): boolean {
  return isNobodys(subject, now) && between(at, now) <= CALL_KEPT;
}

/** Whether nobody has it yet, and nobody muted it. */
function isNobodys(subject: Subject, now: Instant): boolean {
  if (subject.type !== 'incident') return false;
  const { shown } = subject;
  return shown.status === 'triggered' && !isMuted(shown, now);
}

/** Whether the same people are called once more by what waits behind it: then that rings. */
function isRepeated({ seq, what }: TimelineEntry, { entries }: Situation): boolean {
  const mention = what.kind === 'called' ? what.mention : null;
  return entries.some(
    (later) =>
      later.seq > seq &&
      later.thread &&
      later.what.kind === 'called' &&
      later.what.mention === mention,
  );
}
