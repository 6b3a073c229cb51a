import type { TrackedAlert } from '../../src/domain/alert.ts';
import type { Change, Scope, Snapshot } from '../../src/domain/decision.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { ErrorGroup, ErrorSample, Release } from '../../src/domain/error-group.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { Recording } from '../../src/domain/recording.ts';
import type { Silence } from '../../src/domain/silence.ts';
import type { Pace, Storm } from '../../src/domain/storm.ts';
import type { TimelineEntry } from '../../src/domain/timeline.ts';
import type { Timer } from '../../src/domain/timer.ts';
import { NO_ROWS } from '../../src/engine/scope.ts';
import type { Store } from '../../src/store/store.ts';
import {
  aDelivery,
  aNotice,
  anAlertRow,
  anEntry,
  anErrorGroup,
  anErrorSample,
  anIncident,
  aPace,
  aRecording,
  aRelease,
  aSilence,
  aStorm,
  aTimer,
} from './state.ts';

/** The change that saves a thing. */
export const put = {
  alert: (alert: Partial<TrackedAlert> = {}): Change => ({
    type: 'alert',
    alert: anAlertRow(alert),
  }),
  incident: (incident: Partial<Incident> = {}): Change => ({
    type: 'incident',
    incident: anIncident(incident),
  }),
  entry: (entry: Partial<TimelineEntry> = {}): Change => ({ type: 'entry', entry: anEntry(entry) }),
  silence: (silence: Partial<Silence> = {}): Change => ({
    type: 'silence',
    silence: aSilence(silence),
  }),
  delivery: (delivery: Partial<Delivery> = {}): Change => ({
    type: 'delivery',
    delivery: aDelivery(delivery),
  }),
  pace: (pace: Partial<Pace> = {}): Change => ({ type: 'pace', pace: aPace(pace) }),
  storm: (storm: Partial<Storm> = {}): Change => ({ type: 'storm', storm: aStorm(storm) }),
  notice: (notice: Partial<Notice> = {}): Change => ({ type: 'notice', notice: aNotice(notice) }),
  recorded: (recording: Partial<Recording> = {}): Change => ({
    type: 'recorded',
    recording: aRecording(recording),
  }),
  /** The same alert again. */
  resent: (recording: Partial<Recording> = {}): Change => ({
    type: 'recorded',
    recording: aRecording({ alert: null, reason: 'duplicate', ...recording }),
  }),
  errorGroup: (group: Partial<ErrorGroup> = {}): Change => ({
    type: 'error-group',
    group: anErrorGroup(group),
  }),
  errorSample: (sample: Partial<ErrorSample> = {}): Change => ({
    type: 'error-sample',
    sample: anErrorSample(sample),
  }),
  release: (release: Partial<Release> = {}): Change => ({
    type: 'release',
    release: aRelease(release),
  }),
  timer: (timer: Partial<Timer> = {}): Change => ({ type: 'timer', timer: aTimer(timer) }),
  timerOff: ({ kind, subject }: Pick<Timer, 'kind' | 'subject'> = aTimer()): Change => ({
    type: 'timer-off',
    kind,
    subject,
  }),
};

/** A scope for stores that load nothing. */
export const nothingNamed = (): Scope => NO_ROWS;

/** Saves changes as one decision. */
export async function save(store: Store, ...changes: readonly Change[]): Promise<void> {
  await store.update(nothingNamed, () => ({ changes, outcomes: [] }));
}

/** What a decision would see. */
export async function look<T>(store: Store, read: (snapshot: Snapshot) => T): Promise<T> {
  const seen: T[] = [];
  await store.update(nothingNamed, (snapshot) => {
    seen.push(read(snapshot));
    return { changes: [], outcomes: [] };
  });
  // A store may ask again once it has loaded what was read: the last answer counts.
  return seen.at(-1)!;
}
