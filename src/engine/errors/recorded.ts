import type { Alert } from '../../domain/alert.ts';
import { type IncidentError, wasTold } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import type { Draft } from '../draft.ts';
import { incidentsOf } from './incidents-of.ts';

/** What is known of an error in a replay, of which recordings leave out what was reported: whether it is new to people. */
export function recordedError(draft: Draft, { event }: Alert, now: Instant): IncidentError | null {
  const group = event?.error ? undefined : event?.grouping?.id;
  if (group === undefined) return null;
  const isNew = !incidentsOf(draft, { id: group, incident: null }).some(wasTold);
  return { group, isNew, regression: null, spikingSince: null, drawnAt: now };
}
