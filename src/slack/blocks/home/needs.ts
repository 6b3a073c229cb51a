import { type Incident, isMuted, isOpen } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import { isSomebodys } from '../state.ts';

/** Given to this person, or acknowledged by them and given to nobody else. */
export function isWith({ assignee, acknowledged }: Incident, userId: string): boolean {
  if (assignee) return assignee.id === userId;
  return acknowledged?.by.type === 'person' && acknowledged.by.id === userId;
}

/** Whether it waits for this person: it is theirs, or nobody's yet. */
export function needs(incident: Incident, userId: string, now: Instant): boolean {
  if (!isOpen(incident) || isMuted(incident, now)) return false;
  return isWith(incident, userId) || !isSomebodys(incident);
}
