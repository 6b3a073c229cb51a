import type { Incident, Mute } from '../../domain/incident.ts';
import { between, type Instant } from '../../domain/time.ts';
import { count, duration } from '../blocks/words.ts';

/** How long a mute lasts, from now: "for 2 h". */
export function muteTime(mute: Mute | null, now: Instant): string {
  if (!mute || mute.until === null) return 'until it resolves';
  return `for ${duration(between(now, mute.until))}`;
}

/** What a resolve by command has made of alerts that still fire: nobody was asked, so it is said. */
export function resolvedWords(incident: Incident, now: Instant): string {
  const { firingCount, mute, error, resolution } = incident;
  if (error) return resolution?.release?.inNext ? 'resolves with the next release' : 'is resolved';
  if (firingCount === 0) return 'is resolved';
  const fire = `${count(firingCount, 'alert')} still ${firingCount === 1 ? 'fires' : 'fire'}`;
  return `is resolved. ${fire}, so it is muted ${muteTime(mute, now)}`;
}
