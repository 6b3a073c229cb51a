import type { Alert } from '../../domain/alert.ts';
import type { ErrorGroup } from '../../domain/error-group.ts';
import { errorTitle } from '../../domain/error-text.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import type { Draft } from '../draft.ts';
import { tell } from '../record.ts';
import type { Noted } from './note.ts';

/** What its card is called: by the group in which it counts, as all else on the card is; or as a rule says. */
export function titleAtHome({ content, event }: Alert, noted: Noted | null): string {
  if (!noted || !event?.grouping) return content.title;
  const { id, older } = event.grouping;
  const { group } = noted;
  const isItsOwn = id === group.id || older.includes(group.id);
  return isItsOwn || content.title !== errorTitle(noted.event) ? content.title : group.title;
}

/** An incident that an error opens which was merged: its thread says who did so, and from where. */
export function tellMerged(draft: Draft, incident: Incident, alert: Alert, at: Instant): Incident {
  const own = mergedByPerson(draft, alert);
  const from = own?.incident == null ? undefined : draft.incident(own.incident);
  if (!own || from?.resolution?.how !== 'merged') return incident;
  const cause = { actor: from.resolution.by, at, reason: 'merged' } as const;
  return tell(draft, incident, cause, { kind: 'took-in', number: from.number, title: own.title });
}

function mergedByPerson(draft: Draft, { event }: Alert): ErrorGroup | undefined {
  const own = event?.grouping && draft.errors.group(event.grouping.id);
  return own?.mergedWhy === 'person' ? own : undefined;
}
