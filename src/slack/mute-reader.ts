import type { Asker } from './asker.ts';
import type { MuteReader } from './blocks/index.ts';
import type { Desk } from './desk.ts';

/** Whose "tomorrow" the modal that mutes speaks of. */
export async function muteReader({ clock, directory }: Desk, asker: Asker): Promise<MuteReader> {
  return { now: clock.now(), timezone: await directory.timezone(asker.userId) };
}
