import type { AlertKey, Suppression, TrackedAlert } from '../domain/alert.ts';
import { type Incident, isOpen } from '../domain/incident.ts';
import type { Reason } from '../domain/reason.ts';
import { silenceState } from '../domain/silence.ts';
import { type Instant, later } from '../domain/time.ts';
import type { Timer } from '../domain/timer.ts';
import { nextChange } from './calendar/next-change.ts';
import type { Draft } from './draft.ts';
import { hear, hearAgain, hearNoMore } from './hearing.ts';
import { inhibitionOf, putInhibitor } from './inhibition.ts';
import { matchable } from './matchable.ts';
import { type Cause, QUELL, redraw } from './record.ts';
import { routeOf } from './route.ts';
import { countHidden, tellOfEnd } from './silence-notices.ts';
import { sameSuppression, suppressionOf } from './suppression.ts';

/** So many alerts are looked at in one decision; the rest in the next ones, so that none takes long. */
export const REVIEWED_AT_ONCE = 500;

/** A silence began, ended or was changed: looks again at the alerts that fire, some at a time. */
export function reviewSilence(draft: Draft, timer: Timer): void {
  const silence = draft.silence(timer.subject);
  if (silence && silence.updatedAt > timer.at) {
    // The silence was changed after this timer was read: the alerts that were looked at already count again.
    draft.setTimer({ kind: 'silence', subject: silence.id, at: silence.updatedAt });
    return;
  }
  const isDone = review(draft, timer, (after, limit) => draft.firingAfter(after, limit));
  if (isDone && silence) watchSilence(draft, silence.id, timer.at);
}

/** A key began to inhibit, or stopped: looks again at what it inhibits, some at a time. */
export function reviewInhibition(draft: Draft, timer: Timer): void {
  review(draft, timer, (after, limit) => draft.inhibitedBy(timer.subject, after, limit));
}

/** Planned work or a calendar may have begun or ended, or the configuration changed: looks again at all that fires. */
export function reviewCalendar(draft: Draft, timer: Timer): void {
  const { policy } = draft;
  if (timer.subject !== policy.version) return;
  if (!review(draft, timer, (after, limit) => draft.firingAfter(after, limit))) return;
  const windows = policy.maintenance.map(({ window }) => window);
  const next = nextChange({ calendars: Object.values(policy.calendars), windows }, timer.at);
  if (next !== null) draft.setTimer({ kind: 'calendar', subject: policy.version, at: next });
}

/** Looks at the next alerts; whether these were the last. */
function review(
  draft: Draft,
  timer: Timer,
  read: (after: AlertKey | null, limit: number) => readonly TrackedAlert[],
): boolean {
  const alerts = read(timer.after ?? null, REVIEWED_AT_ONCE);
  for (const alert of alerts) {
    reviewAlert(draft, alert, timer.at);
    if (timer.kind === 'calendar') reviewIncident(draft, alert.incident, timer.at);
  }
  const last = alerts.at(-1);
  if (!last || alerts.length < REVIEWED_AT_ONCE) return true;
  draft.setTimer({ ...timer, after: last.key });
  return false;
}

/** Sets the time at which the silence next begins or ends. */
function watchSilence(draft: Draft, id: string, at: Instant): void {
  const silence = draft.silence(id);
  if (!silence) return;
  const state = silenceState(silence, at);
  if (state === 'expired') {
    tellOfEnd(draft, silence, at);
    return;
  }
  const bound = state === 'pending' ? silence.startsAt : silence.endsAt;
  const repeat = silence.repeats && nextChange({ calendars: [], windows: [silence.repeats] }, at);
  const next = repeat !== null && repeat < bound ? repeat : bound;
  draft.setTimer({ kind: 'silence', subject: id, at: next });
}

/** A new configuration may want it told, called for, or in another channel where Slack has nothing of it yet. */
function reviewIncident(draft: Draft, id: string, at: Instant): void {
  const incident = draft.incident(id);
  if (incident) hear(draft, moved(draft, incident), { actor: QUELL, at, reason: 'configured' });
}

function moved(draft: Draft, incident: Incident): Incident {
  const { channel } = draft.routeOf(incident);
  const stays = incident.channel === channel || incident.openedBy !== null || !isOpen(incident);
  if (stays || draft.isInSlack(incident.id)) return incident;
  return draft.putIncident(redraw({ ...incident, channel }));
}

/** A review may come late: an alert that spoke after it was due is seen as things stood then. */
function reviewAlert(draft: Draft, alert: TrackedAlert, due: Instant): void {
  if (alert.status !== 'firing') return;
  const at = later(due, alert.lastSeenAt);
  const labels = matchable(alert.content);
  const inhibition = inhibitionOf(labels, draft.policy);
  const route = routeOf(draft.policy, alert);
  const suppressed = suppressionOf(draft, { labels, inhibition, route }, at);
  const before = alert.suppressed;
  const seen = { ...alert, inhibition, suppressed };
  if (JSON.stringify(inhibition) !== JSON.stringify(alert.inhibition))
    putInhibitor(draft, seen, at);
  if (sameSuppression(suppressed, before)) return;
  draft.putAlert(seen);
  countHidden(draft, suppressed);
  retell(draft, seen, before, at);
}

/** The alert's incident is heard more, or less. */
function retell(
  draft: Draft,
  { incident: id, suppressed }: TrackedAlert,
  before: TrackedAlert['suppressed'],
  at: Instant,
): void {
  const incident = draft.incident(id);
  if (!incident) return;
  if (!before) hearNoMore(draft, incident);
  else if (!suppressed) hearAgain(draft, incident, causeOf(before.reason, at), before);
  else hear(draft, incident, causeOf(before.reason, at), { suppressed });
}

const OVER: Readonly<Record<Suppression['reason'], Reason>> = {
  silenced: 'silence-over',
  inhibited: 'inhibition-over',
  maintenance: 'maintenance-over',
  'below-threshold': 'configured',
};

function causeOf(was: Suppression['reason'], at: Instant): Cause {
  return { actor: QUELL, at, reason: OVER[was] };
}
