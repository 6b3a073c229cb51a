import type { TimelineEntry } from '../../domain/timeline.ts';

/** More one-liners than this are not read in one message. */
const BUNDLED_AT_MOST = 10;

/** The entries of the next reply in the thread: one-liners that wait together, or one that stands alone. */
export function bundle(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const told = entries.filter((entry) => entry.thread);
  const [first] = told;
  if (!first) return [];
  if (standsAlone(first)) return [first];
  const end = told.findIndex(standsAlone);
  return told.slice(0, Math.min(end === -1 ? told.length : end, BUNDLED_AT_MOST));
}

/** Whether it makes somebody's phone ring: it gives them the incident, and they did not take it themselves. */
export function isCall({ what, actor }: TimelineEntry): boolean {
  return what.kind === 'assigned' && !(actor.type === 'person' && actor.id === what.to.id);
}

/** People's words, a call to somebody, the summary at the end, and the reply that is updated are never merged away. */
function standsAlone(entry: TimelineEntry): boolean {
  switch (entry.what.kind) {
    case 'note':
    case 'pinned':
    case 'resolved':
    case 'joined':
      return true;
    default:
      return isCall(entry);
  }
}
