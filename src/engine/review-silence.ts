import type { TrackedAlert } from '../domain/alert.ts';
import { type Silence, silenceState } from '../domain/silence.ts';
import { type Instant, later } from '../domain/time.ts';
import type { Timer } from '../domain/timer.ts';
import type { Draft } from './draft.ts';
import { hearAgain, isSilenced } from './hearing.ts';
import { QUELL } from './record.ts';

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
  const alerts = draft.firingAfter(timer.after ?? null, REVIEWED_AT_ONCE);
  for (const alert of alerts) reviewAlert(draft, alert, timer.at);
  const last = alerts.at(-1);
  if (last && alerts.length === REVIEWED_AT_ONCE) {
    draft.setTimer({ ...timer, after: last.key });
    return;
  }
  if (silence) watchSilence(draft, silence, timer.at);
}

/** Sets the time at which the silence next begins or ends. */
function watchSilence(draft: Draft, silence: Silence, at: Instant): void {
  const state = silenceState(silence, at);
  if (state === 'expired') return;
  const next = state === 'pending' ? silence.startsAt : silence.endsAt;
  draft.setTimer({ kind: 'silence', subject: silence.id, at: next });
}

/** A review may come late: an alert that spoke after it was due is seen as things stood then. */
function reviewAlert(draft: Draft, alert: TrackedAlert, due: Instant): void {
  if (alert.status !== 'firing') return;
  const at = later(due, alert.lastSeenAt);
  const silenced = isSilenced(alert.content.labels, draft.silences(at), at);
  if (silenced === alert.silenced) return;
  draft.putAlert({ ...alert, silenced });
  const incident = draft.incident(alert.incident);
  if (!incident) return;
  if (silenced) draft.putIncident({ ...incident, audibleCount: incident.audibleCount - 1 });
  else hearAgain(draft, incident, { actor: QUELL, at, reason: 'silence-over' });
}
