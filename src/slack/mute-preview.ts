import type { Incident } from '../domain/incident.ts';
import type { Matcher } from '../domain/matcher.ts';
import type { Instant } from '../domain/time.ts';
import { isFault, matchesAll, parseMatchers } from '../engine/matchers.ts';
import { type MuteDraft, type MutePreview, matchersOf } from './blocks/index.ts';
import { wordsOf } from './commands/parse.ts';
import type { Desk } from './desk.ts';

/** More open incidents than anybody looks through. */
const LOOKED_AT = 500;

/** What a mute until then would hide (null: until it resolves), as the modal is filled in so far; null where that cannot be said yet. */
export async function mutePreview(
  desk: Desk,
  incident: Incident,
  draft: MuteDraft,
  until: Instant | null,
): Promise<MutePreview | null> {
  if (draft.scope === 'incident') return { until, hides: [incident] };
  const matchers = matchersIn(draft, incident);
  if (matchers === null) return null;
  const now = desk.clock.now();
  const open = await desk.store.incidents({ status: 'open', limit: LOOKED_AT, now });
  return { until, hides: open.filter(({ labels }) => matchesAll(matchers, labels)) };
}

function matchersIn(draft: MuteDraft, incident: Incident): readonly Matcher[] | null {
  if (draft.matchers === null) return matchersOf(incident);
  const read = parseMatchers(wordsOf(draft.matchers).join(','));
  return isFault(read) ? null : read;
}
