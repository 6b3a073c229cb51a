import type { TrackedAlert } from '../../../domain/alert.ts';
import type { Incident } from '../../../domain/incident.ts';
import { timerKey } from '../../../domain/timer.ts';
import type { OtherChange } from '../../errors.ts';
import type { Changed } from './changed.ts';
import { inhibitedWhileFiring } from './firing.ts';
import type { Loaded } from './loaded.ts';
import type { Wanted } from './wanted.ts';

/** What is known while a change is made. */
interface Known {
  readonly picture: { readonly changed: Changed; readonly wanted: Wanted };
  readonly loaded: Loaded;
}

/** Notes what a change alters that is not locked yet: every part whose readers would see another state after it. */
export function noteChanges(change: OtherChange, known: Known): void {
  switch (change.type) {
    case 'alert':
      noteAlert(change.alert, known);
      return;
    case 'incident':
      noteIncident(change.incident, known);
      return;
    case 'silence':
      known.picture.wanted.silencesAlone ||= !known.loaded.silencesAlone;
      return;
    case 'pace':
      if (!known.loaded.paces.has(change.pace.channel)) {
        known.picture.wanted.paces.add(change.pace.channel);
      }
      return;
    case 'timer':
      noteTimer(change.timer, known);
      return;
    case 'timer-off':
      noteTimer(change, known);
      return;
    case 'recorded':
      return;
    default:
      noteSubject(subjectOf(change), known);
  }
}

type OfSubject = Extract<OtherChange, { readonly type: 'entry' | 'delivery' | 'storm' | 'notice' }>;

function subjectOf(change: OfSubject): string {
  switch (change.type) {
    case 'entry':
      return change.entry.incident;
    case 'delivery':
      return change.delivery.subject;
    case 'storm':
      return change.storm.id;
    case 'notice':
      return change.notice.id;
  }
}

function noteSubject(id: string, { picture: { changed, wanted }, loaded }: Known): void {
  if (!loaded.subjects.has(id) && !changed.created.has(id)) wanted.subjects.add(id);
}

function noteAlert(alert: TrackedAlert, known: Known): void {
  const { changed, wanted } = known.picture;
  if (!known.loaded.alerts.has(alert.key)) wanted.alerts.add(alert.key);
  const before = changed.alerts.get(alert.key) ?? known.loaded.alerts.get(alert.key);
  noteSubject(alert.incident, known);
  if (before) noteSubject(before.incident, known);
  for (const key of [...inhibitedWhileFiring(before), ...inhibitedWhileFiring(alert)]) {
    if (!known.loaded.inhibiting.has(key)) wanted.inhibiting.add(key);
  }
}

/** Which incident of its group is the latest depends on the status of all of them. */
function noteIncident(incident: Incident, known: Known): void {
  const { changed, wanted } = known.picture;
  noteSubject(incident.id, known);
  const before = known.loaded.subjects.get(incident.id)?.subject;
  if (!before && !changed.created.has(incident.id) && known.loaded.lastNumber === null) {
    wanted.number = true;
  }
  const isSame = before?.type === 'incident' && before.shown.status === incident.status;
  if (!isSame && !known.loaded.groups.has(incident.groupKey)) wanted.groups.add(incident.groupKey);
}

/** A timer is locked with its subject. */
function noteTimer(
  timer: Parameters<typeof timerKey>[0],
  { picture: { changed, wanted }, loaded }: Known,
): void {
  const { subject } = timer;
  const isLocked =
    loaded.timers.has(timerKey(timer)) ||
    loaded.subjects.has(subject) ||
    changed.created.has(subject);
  if (!isLocked) wanted.subjects.add(subject);
}
