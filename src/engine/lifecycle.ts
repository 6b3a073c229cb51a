import type { Actor } from '../domain/actor.ts';
import type { TrackedAlert } from '../domain/alert.ts';
import { type Incident, isOpen, type Resolution } from '../domain/incident.ts';
import type { Route } from '../domain/policy.ts';
import type { Reason } from '../domain/reason.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { keep, QUELL, redraw, redrawDetails, tell } from './record.ts';

/** When a firing ended, and since when we know: what a sender tells late must not end an incident in the past. */
interface End {
  readonly at: Instant;
  readonly knownAt: Instant;
}

/** An alert no longer fires: its incident counts it out, and becomes quiet with the last one. */
export function endAlert(
  draft: Draft,
  alert: TrackedAlert,
  { at, knownAt }: End,
  route: Route,
): void {
  draft.putAlert({ ...alert, status: 'resolved', endsAt: at, endsAtIsTimeout: false });
  const incident = draft.incident(alert.incident);
  if (!incident) return;
  const counted = {
    ...incident,
    firingCount: incident.firingCount - 1,
    audibleCount: incident.audibleCount - (alert.silenced ? 0 : 1),
  };
  // The card and the details of what is over stay as they were last seen.
  draft.putIncident(isOpen(incident) ? redrawDetails(redraw(counted)) : counted);
  if (counted.firingCount === 0) becomeQuiet(draft, counted, knownAt, route);
}

function becomeQuiet(draft: Draft, incident: Incident, from: Instant, route: Route): void {
  if (isOpen(incident)) watchForResolve(draft, incident, from, route);
  else draft.clearTimer('expire', incident.id);
}

const REASON_OF: Readonly<Record<Resolution['how'], Reason>> = {
  alerts: 'all-resolved',
  person: 'asked',
  expired: 'expired',
};

/**
 * The incident is over: whoever was told that it fires hears so, and a later acknowledge would come too late. A return that
 * nobody was told of ends untold too, or a muted incident that flaps would say "resolved" again and again.
 */
export function resolveIncident(
  draft: Draft,
  incident: Incident,
  ending: Omit<Resolution, 'acknowledged'>,
): Incident {
  draft.clearTimer('resolve', incident.id);
  if (incident.firingCount === 0) draft.clearTimer('expire', incident.id);
  const { at, by, how, note } = ending;
  const over: Incident = {
    ...incident,
    status: 'resolved',
    resolution: { ...ending, acknowledged: incident.acknowledged },
    acknowledged: null,
    reopened: null,
    mute: incident.mute?.until === null ? null : incident.mute,
  };
  const cause = { actor: by, at, reason: REASON_OF[how] };
  const record = how !== 'person' && incident.reopened?.told === false ? keep : tell;
  return record(draft, redrawDetails(redraw(over)), cause, { kind: 'resolved', how, note });
}

/** Ends everything that still fires, since nobody spoke of it for too long, and the incident with it where it is open. */
export function expireIncident(draft: Draft, incident: Incident, at: Instant, route: Route): void {
  for (const alert of draft.firingOf(incident.id)) {
    endAlert(draft, alert, { at, knownAt: at }, route);
  }
  const quiet = draft.incident(incident.id) ?? incident;
  if (isOpen(quiet)) resolveIncident(draft, quiet, { at, by: QUELL, how: 'expired', note: '' });
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
    reopened: after && { at, after, told: true },
  });
}

/** Sets the time at which an incident is over when it stays quiet. */
export function watchForResolve(
  draft: Draft,
  incident: Incident,
  from: Instant,
  route: Route,
): void {
  draft.setTimer({ kind: 'resolve', subject: incident.id, at: plus(from, route.resolveAfter) });
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
