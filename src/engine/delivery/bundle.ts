import type { TimelineEntry } from '../../domain/timeline.ts';
import { rings, toTell } from './calls.ts';
import type { Situation } from './situation.ts';

/** So many incidents a reply names in a storm. */
export const NAMED_AT_MOST = 50;

/** The entries of the next reply in the thread: those that wait together and are of one sort, or one that stands alone. */
export function bundle(situation: Situation): readonly TimelineEntry[] {
  const told = toTell(situation);
  const [first] = told;
  if (!first) return [];
  const sort = sortOf(first, situation);
  if (sort === 'alone') return [first];
  const end = told.findIndex((entry) => sortOf(entry, situation) !== sort);
  return told.slice(0, Math.min(end === -1 ? told.length : end, AT_MOST[sort]));
}

/** The entries of the reply that ended with the entry `last`, once more: calls stand with calls alone. */
export function bundleUpTo(last: number, situation: Situation): readonly TimelineEntry[] {
  const entries = situation.entries.filter(({ seq }) => seq <= last);
  const told = toTell({ ...situation, entries });
  const isCall = told.at(-1)?.what.kind === 'called';
  return told.filter(({ what }) => (what.kind === 'called') === isCall);
}

/** How many are read in one message. In a storm each incident is to be heard of soon. */
const AT_MOST = { 'one-liner': 10, 'quiet call': 10, named: NAMED_AT_MOST } as const;

/** People's words, a call to somebody, the summary at the end, and the reply that is updated are never merged away. */
function sortOf(entry: TimelineEntry, situation: Situation): keyof typeof AT_MOST | 'alone' {
  switch (entry.what.kind) {
    case 'note':
    case 'pinned':
    case 'resolved':
    case 'joined':
      return 'alone';
    case 'called':
      return rings(entry, situation) ? 'alone' : 'quiet call';
    case 'named':
      return 'named';
    default:
      return rings(entry, situation) ? 'alone' : 'one-liner';
  }
}
