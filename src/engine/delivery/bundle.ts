import { isHuman } from '../../domain/actor.ts';
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

/** People's words, a call to somebody, the summary at the end, and the reply that is updated are never merged away. */
function standsAlone({ what, actor }: TimelineEntry): boolean {
  switch (what.kind) {
    case 'note':
    case 'pinned':
    case 'resolved':
    case 'joined':
      return true;
    case 'assigned':
      return !(isHuman(actor) && actor.type === 'person' && actor.id === what.to.id);
    default:
      return false;
  }
}
