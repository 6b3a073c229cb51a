import type { Actor } from '../domain/actor.ts';
import type { TrackedAlert } from '../domain/alert.ts';
import { type Incident, isOpen, type Mute, type Resolution } from '../domain/incident.ts';
import type { Reason } from '../domain/reason.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { turn } from './flapping.ts';
import { putInhibitor } from './inhibition.ts';
import { keep, QUELL, redraw, redrawAll, redrawDetails, tell } from './record.ts';
import { waitsAgain, waitsNoLonger } from './storm.ts';

/** When a firing ended, and since when we know: what a sender tells late must not end an incident in the past. */
interface End {
  readonly at: Instant;
  readonly knownAt: Instant;
}

/** An alert no longer fires: its incident counts it out, and becomes quiet with the last one. */
export function endAlert(draft: Draft, alert: TrackedAlert, { at, knownAt }: End): void {
  const ended = { ...alert, status: 'resolved', endsAt: at, endsAtIsTimeout: false } as const;
  putInhibitor(draft, ended, knownAt);
  const incident = draft.incident(alert.incident);
  if (!incident) return;
  const counted = {
    ...incident,
    firingCount: incident.firingCount - 1,
    audibleCount: incident.audibleCount - (alert.suppressed ? 0 : 1),
  };
  // The card and the details of what is over stay as they were last seen.
  const drawn = draft.putIncident(isOpen(incident) ? redrawAll(counted) : counted);
  if (drawn.firingCount === 0) becomeQuiet(draft, drawn, knownAt);
}

function becomeQuiet(draft: Draft, incident: Incident, from: Instant): void {
  if (!isOpen(incident)) {
    draft.clearTimer('expire', incident.id);
    return;
  }
  const turned = turn(draft, incident, from);
  if (!turned.flapping) watchForResolve(draft, turned, from);
}

const REASON_OF: Readonly<Record<Resolution['how'], Reason>> = {
  alerts: 'all-resolved',
  person: 'asked',
  expired: 'expired',
  merged: 'merged',
};

const ASKED: ReadonlySet<Resolution['how']> = new Set(['person', 'merged']);

/** Whether a person ended it. */
export function isEndedByPerson({ how }: Pick<Resolution, 'how'>): boolean {
  return ASKED.has(how);
}

/** What an end is that nobody asked for. */
export function byItself(how: 'alerts' | 'expired', at: Instant): Omit<Resolution, 'acknowledged'> {
  return { at, by: QUELL, how, into: null, release: null, note: '' };
}

/**
 * The incident is over: whoever was told that it fires hears so, and a later acknowledge would come too late. A return that
 * nobody was told of ends untold too, or a muted incident that flaps would say "resolved" again and again.
 */
export function resolveIncident(
  draft: Draft,
  incident: Incident,
  ending: Omit<Resolution, 'acknowledged'>,
): Incident {
  clearTimers(draft, incident);
  const { at, by, how, note, into, release } = ending;
  const isAsked = isEndedByPerson(ending);
  if (isAsked && isOpen(incident)) waitsNoLonger(draft, incident);
  const over: Incident = {
    ...incident,
    flapping: null,
    resolvesAt: null,
    turns: isAsked ? [] : incident.turns,
    escalating: null,
    status: 'resolved',
    resolution: { ...ending, acknowledged: incident.acknowledged },
    acknowledged: null,
    reopened: null,
    mute: isOutlasting(incident.mute) ? incident.mute : null,
    error: incident.error && { ...incident.error, regression: null, spikingSince: null },
  };
  const cause = { actor: by, at, reason: REASON_OF[how] };
  const record = !isAsked && isUnheard(incident) ? keep : tell;
  const more = { ...(into !== null && { into }), ...(release && { release }) };
  return record(draft, redrawDetails(redraw(over)), cause, {
    kind: 'resolved',
    how,
    note,
    ...more,
  });
}

/** Nobody heard that it is back, or wants to hear of it. */
function isUnheard({ reopened, mute }: Incident): boolean {
  return reopened?.told === false || mute?.ignores === true;
}

/** One that has no end ends with the incident, unless the error is ignored for ever. */
function isOutlasting(mute: Mute | null): boolean {
  return mute !== null && (mute.until !== null || mute.ignores);
}

/** What is due of an open incident alone. */
function clearTimers(draft: Draft, incident: Incident): void {
  const { id, firingCount, flapping, escalating, joined, toldAt } = incident;
  draft.clearTimer('resolve', id);
  if (firingCount === 0) draft.clearTimer('expire', id);
  if (flapping) draft.clearTimer('steady', id);
  if (escalating) draft.clearTimer('escalate', id);
  if (joined?.seq === 0) draft.clearTimer('joined', id);
  if (toldAt === null) draft.clearTimer('wait', id);
  else if (draft.routeOf(incident).mention !== null) draft.clearTimer('repeat', id);
  if (incident.error) draft.clearTimer('pulse', id);
}

/** Ends everything that still fires, since nobody spoke of it for too long, and the incident with it where it is open. */
export function expireIncident(draft: Draft, incident: Incident, at: Instant): void {
  const quiet = endAlertsOf(draft, incident, at);
  if (isOpen(quiet)) resolveIncident(draft, quiet, byItself('expired', at));
}

/** Nothing of it fires any more; answers the incident after it. */
export function endAlertsOf(draft: Draft, incident: Incident, at: Instant): Incident {
  for (const alert of draft.firingOf(incident.id)) {
    endAlert(draft, alert, { at, knownAt: at });
  }
  return draft.incident(incident.id) ?? incident;
}

/** A resolved incident is open again; nobody has it. */
export function reopenIncident(draft: Draft, incident: Incident, at: Instant): Incident {
  const after = incident.resolution;
  if (after && isEndedByPerson(after)) waitsAgain(draft, incident);
  return redraw({
    ...incident,
    status: 'triggered',
    acknowledged: null,
    assignee: null,
    resolution: null,
    calledAt: null,
    reached: false,
    reopened: after && { at, after, told: true },
  });
}

/** Sets the time at which an incident is over when it stays quiet. */
export function watchForResolve(draft: Draft, incident: Incident, from: Instant): void {
  const { resolveAfter } = draft.routeOf(incident);
  const resolvesAt = plus(from, resolveAfter);
  draft.setTimer({ kind: 'resolve', subject: incident.id, at: resolvesAt });
  draft.putIncident({ ...incident, resolvesAt });
}

/** Sets the time by which an incident ends when nothing more is heard of it. */
export function watchForExpiry(draft: Draft, incident: Incident, from: Instant): void {
  const { expireAfter } = draft.routeOf(incident);
  draft.setTimer({ kind: 'expire', subject: incident.id, at: plus(from, expireAfter) });
}

/** Who opened it, for the timeline. */
export function sourceActor(name: string): Actor {
  return { type: 'source', name };
}
