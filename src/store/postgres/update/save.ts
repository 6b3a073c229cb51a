import type { TrackedAlert } from '../../../domain/alert.ts';
import { isPending, type Subject } from '../../../domain/delivery.ts';
import { isOpen } from '../../../domain/incident.ts';
import type { Timer } from '../../../domain/timer.ts';
import type { Query } from '../database.ts';
import {
  ALERT_COUNTS,
  ALERT_STATES,
  ALERTS,
  contentRow,
  countRow,
  INHIBITIONS,
  inhibitionRows,
  isOnlyCounted as isOnlyCountedAlert,
  stateRow,
} from '../rows/alerts.ts';
import {
  ERROR_GROUPS,
  ERROR_SAMPLES,
  errorGroupRow,
  errorSampleRow,
  RELEASES,
  releaseRow,
} from '../rows/errors.ts';
import {
  INCIDENT_COUNTS,
  INCIDENTS,
  incidentCounts,
  incidentRow,
  isOnlyCounted,
} from '../rows/incidents.ts';
import { type Numbered, RECORDINGS, recordingRow } from '../rows/recordings.ts';
import {
  DELIVERIES,
  deliveryRow,
  ENTRIES,
  entryRow,
  NOTICES,
  noticeRow,
  PACES,
  paceRow,
  SILENCES,
  STORMS,
  silenceRow,
  stormRow,
} from '../rows/subjects.ts';
import { TIMERS, timerRow, timerRowId } from '../rows/timers.ts';
import type { Changed } from './changed.ts';
import type { Loaded } from './loaded.ts';
import { RowWriter } from './row-writer.ts';

/** Writes every row that a batch changed, a statement a table. */
export async function save(query: Query, changed: Changed, loaded: Loaded): Promise<void> {
  const writer = new RowWriter(query);
  await saveAlerts(writer, [...changed.alerts.values()], loaded);
  await saveSubjects(writer, changed, loaded);
  await writer.upsert(DELIVERIES, Array.from(changed.deliveries.values(), deliveryRow));
  await writer.upsert(ENTRIES, Array.from(changed.entries.values(), entryRow));
  await writer.upsert(SILENCES, Array.from(changed.silences.values(), silenceRow));
  await writer.upsert(PACES, Array.from(changed.paces.values(), paceRow));
  await saveTimers(writer, changed);
  await saveErrors(writer, changed);
  if (changed.lastNumber > (loaded.lastNumber ?? changed.lastNumber)) {
    await query('UPDATE numbering SET last = $1', [changed.lastNumber]);
  }
}

/** Writes recordings; those that were written before are replaced. */
export async function saveRecordings(query: Query, recordings: readonly Numbered[]): Promise<void> {
  await new RowWriter(query).upsert(RECORDINGS, recordings.map(recordingRow));
}

async function saveAlerts(
  writer: RowWriter,
  alerts: readonly TrackedAlert[],
  loaded: Loaded,
): Promise<void> {
  const before = ({ key }: TrackedAlert) => loaded.alerts.get(key);
  const news = alerts.filter((alert) => saysMore(before(alert), alert));
  await writer.upsert(ALERTS, news.map(contentRow));
  const counted = alerts.filter((alert) => isCountedAlert(before(alert), alert));
  await writer.update(ALERT_COUNTS, counted.map(countRow));
  await writer.upsert(
    ALERT_STATES,
    alerts.filter((alert) => !isCountedAlert(before(alert), alert)).map(stateRow),
  );
  const moved = alerts.filter((alert) => inhibitionOf(before(alert)) !== inhibitionOf(alert));
  if (moved.length === 0) return;
  await writer.query(FORGET, [JSON.stringify(moved.map((alert) => stateRow(alert).id))]);
  await writer.upsert(INHIBITIONS, moved.filter(isFiring).flatMap(inhibitionRows));
}

const FORGET = `DELETE FROM inhibition
  WHERE alert IN (SELECT value::uuid FROM json_array_elements_text($1::text::json))`;

function isCountedAlert(before: TrackedAlert | undefined, alert: TrackedAlert): boolean {
  return before !== undefined && isOnlyCountedAlert(before, alert);
}

/** By reference: what a re-send does not change it hands on. */
function saysMore(before: TrackedAlert | undefined, alert: TrackedAlert): boolean {
  return before?.content !== alert.content || before.firstSeenAt !== alert.firstSeenAt;
}

function isFiring({ status }: TrackedAlert): boolean {
  return status === 'firing';
}

const NO_INHIBITION = JSON.stringify([[], []]);

/** What its rows in the table `inhibition` say, as a text. */
function inhibitionOf(alert: TrackedAlert | undefined): string {
  if (alert?.status !== 'firing') return NO_INHIBITION;
  const { inhibits, inhibitedBy } = alert.inhibition;
  return JSON.stringify([inhibits, inhibitedBy]);
}

/** Those that changed, and those of which the delivery did and with it whether Slack lags behind. */
async function saveSubjects(writer: RowWriter, changed: Changed, loaded: Loaded): Promise<void> {
  const ids = new Set([...changed.subjects.keys(), ...changed.deliveries.keys()]);
  const rows = Array.from(ids, (id) => subjectNow(id, changed, loaded)).filter(
    (each) => each !== undefined,
  );
  await writer.update(INCIDENT_COUNTS, rows.flatMap(countsOf));
  await writer.upsert(
    INCIDENTS,
    rows.flatMap(({ subject: { type, shown }, pending, isCounted }) =>
      type === 'incident' && !isCounted ? [incidentRow(shown, pending)] : [],
    ),
  );
  await writer.upsert(
    STORMS,
    rows.flatMap(({ subject: { type, shown }, pending }) =>
      type === 'storm' ? [stormRow(shown, pending)] : [],
    ),
  );
  await writer.upsert(
    NOTICES,
    rows.flatMap(({ subject: { type, shown }, pending }) =>
      type === 'notice' ? [noticeRow(shown, pending)] : [],
    ),
  );
  const change = resolvedMore(changed, loaded);
  if (change !== 0) await writer.query('INSERT INTO resolved_count VALUES ($1)', [change]);
}

interface ToSave {
  readonly subject: Subject;
  readonly pending: boolean;
  /** Whether it is an incident of which no more than counters changed. */
  readonly isCounted: boolean;
}

function countsOf({ subject: { type, shown }, isCounted }: ToSave) {
  return type === 'incident' && isCounted ? [incidentCounts(shown)] : [];
}

function subjectNow(id: string, changed: Changed, loaded: Loaded): ToSave | undefined {
  const before = loaded.subjects.get(id);
  const subject = changed.subjects.get(id) ?? before?.subject;
  if (!subject) return undefined;
  const pending = isPending(subject.shown, changed.deliveries.get(id) ?? before?.delivery);
  if (!before?.subject) return { subject, pending, isCounted: false };
  const wasPending = isPending(before.subject.shown, before.delivery);
  if (wasPending !== pending) return { subject, pending, isCounted: false };
  const isSame = before.subject === subject;
  return isSame ? undefined : { subject, pending, isCounted: isCounted(before.subject, subject) };
}

function isCounted(before: Subject, after: Subject): boolean {
  if (before.type !== 'incident' || after.type !== 'incident') return false;
  return isOnlyCounted(before.shown, after.shown);
}

function resolvedMore({ subjects }: Changed, loaded: Loaded): number {
  let more = 0;
  for (const [id, subject] of subjects) {
    more += isResolved(subject) - isResolved(loaded.subjects.get(id)?.subject);
  }
  return more;
}

function isResolved(subject: Subject | undefined): number {
  return subject?.type === 'incident' && !isOpen(subject.shown) ? 1 : 0;
}

async function saveErrors(writer: RowWriter, changed: Changed): Promise<void> {
  await writer.upsert(ERROR_GROUPS, Array.from(changed.errorGroups.values(), errorGroupRow));
  await writer.upsert(ERROR_SAMPLES, Array.from(changed.errorSamples.values(), errorSampleRow));
  await writer.upsert(RELEASES, Array.from(changed.releases.values(), releaseRow));
}

async function saveTimers(writer: RowWriter, { timers }: Changed): Promise<void> {
  const on: Timer[] = [];
  const off: { readonly id: string }[] = [];
  for (const timer of timers.values()) {
    if ('off' in timer) off.push({ id: timerRowId(timer.off) });
    else on.push(timer);
  }
  await writer.upsert(TIMERS, on.map(timerRow));
  await writer.delete(TIMERS, off);
}
