import type { Alert, AlertKey } from '../domain/alert.ts';
import { FOLDED_WITHIN, type FurtherWay, type Recording, type Way } from '../domain/recording.ts';
import type { AuditQuery, RecordingQuery } from './store.ts';

/** The minute in which something arrived. */
export function minuteOf({ at }: Recording): number {
  return Math.floor(at / FOLDED_WITHIN);
}

/** Whether a re-send says the same as what its key recorded last. */
export function isSameAgain(last: Recording, next: Recording): boolean {
  return (
    next.alert === null &&
    last.alert === null &&
    isSameWay(last, next) &&
    last.ignoredBy === next.ignoredBy &&
    isSameFurther(last.further ?? [], next.further ?? [])
  );
}

function isSameFurther(last: readonly FurtherWay[], next: readonly FurtherWay[]): boolean {
  if (last.length !== next.length) return false;
  return last.every((way, place) => {
    const other = next[place];
    return other !== undefined && way.route === other.route && isSameWay(way, other);
  });
}

function isSameWay(last: Way, next: Way): boolean {
  return (
    last.reason === next.reason && last.incident === next.incident && last.untold === next.untold
  );
}

/** Both as one recording: the first one's time and the next one's last. */
export function folded(last: Recording, next: Recording): Recording {
  return { ...last, endsAt: next.endsAt, count: last.count + next.count, last: next.last };
}

/** Whether it arrived in the stretch that is asked for. */
export function isWithin({ at }: Recording, { since, before }: RecordingQuery): boolean {
  return at >= since && (before === undefined || at < before);
}

/** Whether an audit shows it, seen from one of its routes; `found` are the keys of the alerts that contain the text. */
export function isAudited(
  recording: Recording,
  query: AuditQuery,
  found: ReadonlySet<AlertKey>,
): boolean {
  return (
    (query.from === undefined || recording.last >= query.from) &&
    (query.to === undefined || recording.at < query.to) &&
    (query.text === undefined || found.has(recording.key)) &&
    (query.unheard !== true || isUnheard(recording)) &&
    (query.incident === undefined || recording.incident === query.incident) &&
    (query.reasons === undefined || query.reasons.includes(recording.reason))
  );
}

function isUnheard({ untold, ignoredBy, reason }: Recording): boolean {
  return untold !== null || ignoredBy !== null || reason === 'not-firing';
}

/** Whether title, description or a label value contains the text, which is in lower case. */
export function mentions({ content }: Alert, text: string): boolean {
  const { title, description, labels } = content;
  return [title, description, ...Object.values(labels)].some((part) =>
    part.toLowerCase().includes(text),
  );
}
