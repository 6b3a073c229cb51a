import type { TrackedAlert } from '../domain/alert.ts';
import { type Silence, silenceState } from '../domain/silence.ts';
import type { Instant } from '../domain/time.ts';
import type { Timer } from '../domain/timer.ts';
import type { Draft } from './draft.ts';
import { hear, isSilenced } from './hearing.ts';

/** So many alerts are looked at in one decision; the rest in the next ones, so that none takes long. */
export const REVIEWED_AT_ONCE = 500;

/** A silence began, ended or was changed: looks again at the alerts that fire, some at a time. */
export function reviewSilence(draft: Draft, timer: Timer): void {
  const alerts = draft.firingAfter(timer.after ?? null, REVIEWED_AT_ONCE);
  for (const alert of alerts) reviewAlert(draft, alert, timer.at);
  const last = alerts.at(-1);
  if (last && alerts.length === REVIEWED_AT_ONCE) {
    draft.setTimer({ ...timer, after: last.key });
    return;
  }
  const silence = draft.silence(timer.subject);
  if (silence) watchSilence(draft, silence, timer.at);
}

/** Sets the time at which the silence next begins or ends. */
function watchSilence(draft: Draft, silence: Silence, at: Instant): void {
  const state = silenceState(silence, at);
  if (state === 'expired') return;
  const next = state === 'pending' ? silence.startsAt : silence.endsAt;
  draft.setTimer({ kind: 'silence', subject: silence.id, at: next });
}

function reviewAlert(draft: Draft, alert: TrackedAlert, at: Instant): void {
  if (alert.status !== 'firing') return;
  const silenced = isSilenced(alert.content.labels, draft.silences(at), at);
  if (silenced === alert.silenced) return;
  draft.putAlert({ ...alert, silenced });
  const incident = draft.incident(alert.incident);
  if (!incident) return;
  const audibleCount = incident.audibleCount + (silenced ? -1 : 1);
  hear(draft, draft.putIncident({ ...incident, audibleCount }), at);
}
