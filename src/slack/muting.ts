import type { Incident } from '../domain/incident.ts';
import { type Instant, parseDuration, plus } from '../domain/time.ts';
import type { Asker } from './asker.ts';
import { FIRST_DRAFT, type MuteDraft, muteModal } from './blocks/index.ts';
import type { Desk } from './desk.ts';
import { mutePreview } from './mute-preview.ts';
import { muteReader } from './mute-reader.ts';

/** Opens the modal that mutes, with what it would hide as it is filled in at first. */
export async function openMute(
  desk: Desk,
  asker: Asker,
  incident: Incident,
  draft: MuteDraft = FIRST_DRAFT,
): Promise<void> {
  const reader = await muteReader(desk, asker);
  const until = timeFrom(draft.time, reader.now);
  const preview = until === null ? null : await mutePreview(desk, incident, draft, until);
  await asker.open(muteModal(incident, reader, draft, preview));
}

/** So much later; null: the words are no length of time. */
export function timeFrom(words: string, now: Instant): Instant | null {
  const time = parseDuration(words);
  return time === undefined ? null : plus(now, time);
}
