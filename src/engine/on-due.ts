import { type Incident, isOpen } from '../domain/incident.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Due, Timer } from '../domain/timer.ts';
import { releaseWithheld } from './after-storm.ts';
import { repeatCall, takeStep } from './calling.ts';
import type { Draft } from './draft.ts';
import { endMute } from './end-mute.ts';
import { pulse } from './errors/drawing.ts';
import { hear } from './hearing.ts';
import { tellJoined } from './joined.ts';
import {
  byItself,
  endAlert,
  expireIncident,
  resolveIncident,
  watchForExpiry,
  watchForResolve,
} from './lifecycle.ts';
import { QUELL } from './record.ts';
import { reviewCalendar, reviewInhibition, reviewSilence } from './review.ts';
import { remindOfSilence } from './silence-notices.ts';
import { becomeSteady } from './steady.ts';
import { beat } from './storm.ts';

/** What time changes. All is dated when it was due, so that having been down leaves no other state than having ticked. */
export function onDue(draft: Draft, due: Due): void {
  if (due.type === 'alert-end') endWhenDue(draft, due);
  else if (isStillSet(draft, due.timer)) onTimer(draft, due.timer);
}

/** What is due was read before the decision: meanwhile another process may have carried it out, or an alert moved it. */
function isStillSet(draft: Draft, read: Timer): boolean {
  const timer = draft.timer(read);
  return timer?.at === read.at && timer.after === read.after;
}

function endWhenDue(draft: Draft, due: Extract<Due, { type: 'alert-end' }>): void {
  const alert = draft.alert(due.alert);
  if (alert?.status !== 'firing' || alert.endsAt === null || alert.endsAt > due.at) return;
  endAlert(draft, alert, { at: alert.endsAt, knownAt: alert.endsAt });
}

/** Carries out a timer and takes it off, unless it set itself anew. */
export function onTimer(draft: Draft, timer: Timer): void {
  draft.clearTimer(timer.kind, timer.subject);
  TIMERS[timer.kind](draft, timer);
}

type OnTimer = (draft: Draft, timer: Timer) => void;

/** What each kind of timer brings about. */
const TIMERS: Readonly<Record<Timer['kind'], OnTimer>> = {
  resolve: ofIncident(resolveWhenQuiet),
  expire: ofIncident(expireWhenQuiet),
  'mute-over': ofIncident(endMuteWhenDue),
  wait: ofIncident(hearWhenWaited),
  joined: ofIncident(tellJoined),
  repeat: ofIncident(repeatCall),
  escalate: ofIncident(takeStep),
  steady: ofIncident(becomeSteady),
  pulse: ofIncident(pulse),
  storm: beatStorm,
  'storm-over': releaseWithheld,
  'silence-ending': remindOfSilence,
  silence: reviewSilence,
  inhibition: reviewInhibition,
  calendar: reviewCalendar,
};

function ofIncident(act: (draft: Draft, incident: Incident, at: Instant) => void): OnTimer {
  return (draft, { subject, at }) => {
    const incident = draft.incident(subject);
    if (incident) act(draft, incident, at);
  };
}

function beatStorm(draft: Draft, { subject, at }: Timer): void {
  const storm = draft.storm(subject);
  if (storm) beat(draft, storm, at);
}

/** A timer that was read before an alert came and went again is too early: it looks again when the quiet was long enough. */
function resolveWhenQuiet(draft: Draft, incident: Incident, at: Instant): void {
  if (!isOpen(incident) || incident.firingCount > 0 || incident.flapping) return;
  const { resolveAfter } = draft.routeOf(incident);
  if (plus(incident.lastSeenAt, resolveAfter) > at) {
    watchForResolve(draft, incident, incident.lastSeenAt);
  } else {
    resolveIncident(draft, incident, byItself('alerts', at));
  }
}

/** The timer is not moved at every re-send: it looks again when it is due. */
function expireWhenQuiet(draft: Draft, incident: Incident, at: Instant): void {
  if (!isOpen(incident) && incident.firingCount === 0) return;
  const { expireAfter } = draft.routeOf(incident);
  if (plus(incident.lastSeenAt, expireAfter) <= at) expireIncident(draft, incident, at);
  else watchForExpiry(draft, incident, incident.lastSeenAt);
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

function hearWhenWaited(draft: Draft, incident: Incident, at: Instant): void {
  hear(draft, incident, { actor: QUELL, at, reason: 'waited' });
}
