import type { Incident } from '../domain/incident.ts';
import type { Matcher } from '../domain/matcher.ts';
import { type Instant, instant, parseDuration, plus } from '../domain/time.ts';
import { isFault, matchesAll, parseMatchers } from '../engine/matchers.ts';
import {
  type FilledIn,
  type MuteDraft,
  type MutePreview,
  matchersOf,
  secondsIn,
} from './blocks/index.ts';
import { wordsOf } from './commands/parse.ts';
import type { Desk } from './desk.ts';

/** More open incidents than anybody looks through. */
const LOOKED_AT = 500;

/** What a mute would hide, as the modal is filled in so far; null where that cannot be said yet. */
export async function mutePreview(
  desk: Desk,
  incident: Incident,
  draft: MuteDraft,
  values: FilledIn,
): Promise<MutePreview | null> {
  const now = desk.clock.now();
  const until = untilOf(draft, values, now);
  if (until === undefined) return null;
  if (draft.scope === 'incident') return { until, hides: [incident] };
  const matchers = matchersIn(draft, incident);
  if (matchers === null) return null;
  const open = await desk.store.incidents({ status: 'open', limit: LOOKED_AT, now });
  return { until, hides: open.filter(({ labels }) => matchesAll(matchers, labels)) };
}

/** Null: until it resolves; undefined: not chosen yet. */
function untilOf(draft: MuteDraft, values: FilledIn, now: Instant): Instant | null | undefined {
  if (draft.time === 'resolved') return null;
  const seconds = draft.time === 'date' ? secondsIn(values, 'until') : null;
  if (seconds !== null) return instant(seconds * 1_000);
  const time = parseDuration(draft.time);
  return time === undefined ? undefined : plus(now, time);
}

function matchersIn(draft: MuteDraft, incident: Incident): readonly Matcher[] | null {
  if (draft.matchers === null) return matchersOf(incident);
  const read = parseMatchers(wordsOf(draft.matchers).join(','));
  return isFault(read) ? null : read;
}
