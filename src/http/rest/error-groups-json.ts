import { nameOf } from '../../domain/actor.ts';
import type { Counts, ErrorGroup, ErrorResolution } from '../../domain/error-group.ts';
import { type Incident, isMuted } from '../../domain/incident.ts';
import { formatDuration, type Instant } from '../../domain/time.ts';
import { countsUntil, HOURS, MINUTES } from '../../engine/errors/counts.ts';
import { usersStruck } from '../../engine/errors/crowd.ts';
import { rfc3339, rfc3339OrNull } from '../times.ts';

/** How an error group stands. */
export const ERROR_STATUSES = ['unresolved', 'resolved', 'ignored'] as const;
type ErrorStatus = (typeof ERROR_STATUSES)[number];

/** An error group as lists show it. */
export function groupJson(group: ErrorGroup, incident: Incident | null, now: Instant) {
  return {
    id: group.id,
    project: group.project,
    title: group.title,
    type: group.type,
    culprit: group.culprit,
    level: group.level,
    logger: group.logger,
    because: group.because,
    status: statusOf(group, incident, now),
    events: group.events,
    users: usersStruck(group),
    users_estimated: group.users.kind === 'estimated',
    first_seen_at: rfc3339(group.firstSeenAt),
    last_seen_at: rfc3339(group.lastSeenAt),
    first_release: group.firstRelease || null,
    last_release: group.lastRelease || null,
    environments: group.environments,
    incident: incident?.number ?? null,
    spiking_since: rfc3339OrNull(group.spikingSince),
    trend: trendJson(group.minutes, now, MINUTES),
  };
}

/** An error group with all that is known of it. */
export function wholeGroupJson(group: ErrorGroup, incident: Incident | null, now: Instant) {
  return {
    ...groupJson(group, incident, now),
    trend_by_hour: trendJson(group.hours, now, HOURS),
    tags: group.tags,
    resolution: group.resolved && resolutionJson(group.resolved),
    merged_into: group.mergedInto,
    merged_because: group.mergedWhy,
  };
}

function statusOf(group: ErrorGroup, incident: Incident | null, now: Instant): ErrorStatus {
  if (group.resolved) return 'resolved';
  const isIgnored = incident?.mute?.ignores === true && isMuted(incident, now);
  return isIgnored ? 'ignored' : 'unresolved';
}

/** The last stretch is the one that runs. */
function trendJson(counts: Counts, now: Instant, span: typeof MINUTES) {
  return { each: formatDuration(span.stretch), counts: countsUntil(counts, now, span) };
}

function resolutionJson({ at, by, release, inNext }: ErrorResolution) {
  return {
    at: rfc3339(at),
    by: nameOf(by),
    release: release?.version ?? null,
    in_next_release: inNext,
  };
}
