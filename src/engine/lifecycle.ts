import type { Actor } from '../domain/actor.ts';
import type { TrackedAlert } from '../domain/alert.ts';
import { type Incident, isOpen, type Resolution } from '../domain/incident.ts';
import type { Route } from '../domain/policy.ts';
import type { Reason } from '../domain/reason.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { QUELL, redraw, redrawDetails, tell } from './record.ts';

/** An alert no longer fires: its incident counts it out, and becomes quiet with the last one. */
export function endAlert(draft: Draft, alert: TrackedAlert, at: Instant, route: Route): void {
  draft.putAlert({ ...alert, status: 'resolved', endsAt: at, endsAtIsTimeout: false });
  const incident = draft.incident(alert.incident);
  if (!incident) return;
  const firingCount = incident.firingCount - 1;
  const counted = {
    ...incident,
    firingCount,
    audibleCount: incident.audibleCount - (alert.silenced ? 0 : 1),
  };
  draft.putIncident(redrawDetails(redraw(counted)));
  if (firingCount === 0 && isOpen(incident)) {
    draft.setTimer({ kind: 'resolve', subject: incident.id, at: plus(at, route.resolveAfter) });
  }
}

const REASON_OF: Readonly<Record<Resolution['how'], Reason>> = {
  alerts: 'all-resolved',
  person: 'asked',
  expired: 'expired',
};

/** The incident is over: whoever was told of it hears so, and a later acknowledge would come too late. */
export function resolveIncident(
  draft: Draft,
  incident: Incident,
  resolution: Resolution,
): Incident {
  draft.clearTimer('resolve', incident.id);
  draft.clearTimer('expire', incident.id);
  const { at, by, how, note } = resolution;
  const over: Incident = {
    ...incident,
    status: 'resolved',
    resolution,
    acknowledged: null,
    reopened: null,
    joined: null,
    mute: incident.mute?.until === null ? null : incident.mute,
  };
  const cause = { actor: by, at, reason: REASON_OF[how] };
  return tell(draft, redrawDetails(redraw(over)), cause, { kind: 'resolved', how, note });
}

/** Ends everything that still fires, since nobody spoke of it for too long, and the incident with it. */
export function expireIncident(draft: Draft, incident: Incident, at: Instant, route: Route): void {
  for (const alert of draft.firingOf(incident.id)) endAlert(draft, alert, at, route);
  const quiet = draft.incident(incident.id) ?? incident;
  resolveIncident(draft, quiet, { at, by: QUELL, how: 'expired', note: '' });
}

/** A resolved incident is open again; nobody has it. */
export function reopenIncident(incident: Incident, at: Instant): Incident {
  const after = incident.resolution;
  return redraw({
    ...incident,
    status: 'triggered',
    acknowledged: null,
    assignee: null,
    resolution: null,
    reopened: after && { at, after },
  });
}

/** Sets the time by which an incident ends when nothing more is heard of it. */
export function watchForExpiry(
  draft: Draft,
  incident: Incident,
  from: Instant,
  route: Route,
): void {
  draft.setTimer({ kind: 'expire', subject: incident.id, at: plus(from, route.expireAfter) });
}

/** Who opened it, for the timeline. */
export function sourceActor(name: string): Actor {
  return { type: 'source', name };
}
