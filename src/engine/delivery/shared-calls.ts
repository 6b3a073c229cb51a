import { isWorse } from '../../domain/severity.ts';
import { minutes, plus } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import type { CalledFor, Rung, Situation } from './situation.ts';

/** A call that comes so soon after another is part of the same trouble to whoever was called. */
const SHARED_FOR = minutes(1);

/**
 * The call that this one needs not ring beside: to the same people, in the same channel, for something at least as bad,
 * after this one was due or less than a minute before. What is critical always rings by itself.
 */
export function rungInstead({ at, what }: TimelineEntry, situation: Situation): Rung | null {
  const { subject, calls } = situation;
  if (what.kind !== 'called' || subject.type !== 'incident') return null;
  const rung = calls?.rung.get(what.mention);
  if (!rung || !isSharedBy(rung.incident, subject.shown)) return null;
  return at < plus(rung.at, SHARED_FOR) ? rung : null;
}

/** The other incidents of the channel that a call which rings now stands for. */
export function alsoCalledFor({ what }: TimelineEntry, situation: Situation): readonly number[] {
  const { subject, calls } = situation;
  if (what.kind !== 'called' || subject.type !== 'incident') return [];
  const others = (calls?.waiting ?? []).filter(
    ({ mention, incident }) => mention === what.mention && isSharedBy(subject.shown, incident),
  );
  return [...new Set(others.map(({ incident }) => incident.number))].sort((a, b) => a - b);
}

function isSharedBy(rung: CalledFor, other: CalledFor): boolean {
  const isMilder = !isWorse(other.severity, rung.severity);
  return rung.id !== other.id && other.severity !== 'critical' && isMilder;
}
