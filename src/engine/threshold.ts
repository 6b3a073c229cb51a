import { type Incident, type IncidentError, type Sighting, wasTold } from '../domain/incident.ts';
import type { ErrorCondition, Threshold } from '../domain/policy.ts';
import { type Instant, instant } from '../domain/time.ts';

/** Whether enough has happened for people to be told. */
export function isReached(
  { sightings, error }: Incident,
  threshold: Threshold,
  at: Instant,
): boolean {
  const { count, errors } = threshold;
  if (error && errors.some((condition) => HOLDS[condition](error))) return true;
  if (count === null) return error === null;
  return count <= 1 || recent(sightings, threshold, at).length >= count;
}

/** What each condition asks of an error group. */
const HOLDS: Readonly<Record<ErrorCondition, (error: IncidentError) => boolean>> = {
  'first-seen': ({ isNew }) => isNew,
  regression: ({ regression }) => regression !== null,
  escalating: ({ spikingSince }) => spikingSince !== null,
};

/**
 * Counts one more firing towards the threshold: of users each once, with the last that is known of them. Only what is recent
 * enough is kept, and nothing once people were told.
 */
export function sighted(incident: Incident, threshold: Threshold, sighting: Sighting): Incident {
  const { count } = threshold;
  if (count === null || count <= 1 || wasTold(incident)) return incident;
  if (threshold.of === 'users' && sighting.user === null) return incident;
  const before = recent(incident.sightings, threshold, sighting.at);
  const others =
    threshold.of === 'users' ? before.filter(({ user }) => user !== sighting.user) : before;
  return { ...incident, sightings: [...others, sighting].slice(-count) };
}

function recent(
  sightings: readonly Sighting[],
  { within }: Threshold,
  at: Instant,
): readonly Sighting[] {
  if (within === null) return sightings;
  const from = instant(at - within);
  return sightings.filter((sighting) => sighting.at > from);
}
