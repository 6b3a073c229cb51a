import { type Incident, isOpen } from '../domain/incident.ts';
import type { Route } from '../domain/policy.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Due, Timer } from '../domain/timer.ts';
import type { Draft } from './draft.ts';
import { endMute } from './end-mute.ts';
import { hear } from './hearing.ts';
import {
  endAlert,
  expireIncident,
  resolveIncident,
  watchForExpiry,
  watchForResolve,
} from './lifecycle.ts';
import { QUELL } from './record.ts';
import { reviewSilence } from './review-silence.ts';

/** What time changes. All is dated when it was due, so that having been down leaves no other state than having ticked. */
export function onDue(draft: Draft, due: Due, route: Route): void {
  if (due.type === 'alert-end') endWhenDue(draft, due, route);
  else onTimer(draft, due.timer, route);
}

function endWhenDue(draft: Draft, due: Extract<Due, { type: 'alert-end' }>, route: Route): void {
  const alert = draft.alert(due.alert);
  if (alert?.status !== 'firing' || alert.endsAt === null || alert.endsAt > due.at) return;
  endAlert(draft, alert, { at: alert.endsAt, knownAt: alert.endsAt }, route);
}

/** Carries out a timer and takes it off, unless it set itself anew. */
export function onTimer(draft: Draft, timer: Timer, route: Route): void {
  draft.clearTimer(timer.kind, timer.subject);
  if (timer.kind === 'silence') {
    reviewSilence(draft, timer);
    return;
  }
  const incident = draft.incident(timer.subject);
  if (incident) onIncidentTimer(draft, incident, timer, route);
}

function onIncidentTimer(draft: Draft, incident: Incident, timer: Timer, route: Route): void {
  switch (timer.kind) {
    case 'resolve':
      resolveWhenQuiet(draft, incident, timer.at, route);
      return;
    case 'expire':
      expireWhenQuiet(draft, incident, timer.at, route);
      return;
    case 'mute-over':
      endMuteWhenDue(draft, incident, timer.at);
      return;
    case 'silence':
      return;
  }
}

/** A timer that was read before an alert came and went again is too early: it looks again when the quiet was long enough. */
function resolveWhenQuiet(draft: Draft, incident: Incident, at: Instant, route: Route): void {
  if (!isOpen(incident) || incident.firingCount > 0) return;
  if (plus(incident.lastSeenAt, route.resolveAfter) > at) {
    watchForResolve(draft, incident, incident.lastSeenAt, route);
  } else {
    resolveIncident(draft, incident, { at, by: QUELL, how: 'alerts', note: '' });
  }
}

/** The timer is not moved at every re-send: it looks again when it is due. */
function expireWhenQuiet(draft: Draft, incident: Incident, at: Instant, route: Route): void {
  if (!isOpen(incident) && incident.firingCount === 0) return;
  if (plus(incident.lastSeenAt, route.expireAfter) <= at) {
    expireIncident(draft, incident, at, route);
  } else {
    watchForExpiry(draft, incident, incident.lastSeenAt, route);
  }
}

function endMuteWhenDue(draft: Draft, incident: Incident, at: Instant): void {
  const { mute } = incident;
  if (!mute || mute.until === null) return;
  if (mute.until > at) {
    // The mute was made longer after this timer was read.
    draft.setTimer({ kind: 'mute-over', subject: incident.id, at: mute.until });
    return;
  }
  const cause = { actor: QUELL, at, reason: 'mute-over' } as const;
  hear(draft, endMute(draft, incident, cause), cause);
}
