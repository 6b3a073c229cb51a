import type { Alert, TrackedAlert } from '../domain/alert.ts';
import type { Incident } from '../domain/incident.ts';
import { hours, type Instant, later, plus } from '../domain/time.ts';

/** Whether the sender says that it no longer holds: by word, or by an end that has passed. */
export function isOver(alert: Alert, now: Instant): boolean {
  return alert.status === 'resolved' || (alert.endsAt !== undefined && alert.endsAt <= now);
}

/** A firing in place of an end that may be misread and that nothing is known of to end. */
export function asMeant(alert: Alert, known: TrackedAlert | undefined): Alert {
  if (alert.status !== 'resolved' || !alert.elseFires || known) return alert;
  const { endsAt: _, elseFires: __, ...meant } = alert;
  return { ...meant, status: 'firing' };
}

/** When a firing that is over ended: not in the future and not before it began, whatever the sender's clock says. */
export function endOf(known: TrackedAlert, endsAt: Instant | null, now: Instant): Instant {
  if (endsAt === null || endsAt >= now) return now;
  return known.startsAt < now ? later(known.startsAt, endsAt) : now;
}

/**
 * Whether this firing is the one we know of, sent again: no end between, as Alertmanager merges overlapping ranges.
 *
 * A sender that gives neither a start nor an end cannot tell us. After a person resolved the incident, its alert counts as
 * the same firing only while it is re-sent at least hourly; after a longer pause it is news.
 */
export function continues(
  known: TrackedAlert,
  alert: Alert,
  incident: Incident | undefined,
  now: Instant,
): boolean {
  if (known.status !== 'firing') return false;
  if (known.endsAt === null) return continuesWithoutEnd(known, alert, incident, now);
  const start = alert.startsAt ?? now;
  return known.endsAt > now || start <= known.startsAt || start < known.endsAt;
}

const PAUSE = hours(1);

function continuesWithoutEnd(
  known: TrackedAlert,
  alert: Alert,
  incident: Incident | undefined,
  now: Instant,
): boolean {
  if (alert.startsAt !== undefined) return alert.startsAt <= known.startsAt;
  return incident?.status !== 'resolved' || now <= plus(known.lastSeenAt, PAUSE);
}
