import type { Database } from 'better-sqlite3';
import type { ReleaseId } from '../../domain/error-group.ts';
import type { Cursor, DumpPage, Kept, Kind } from '../dump.ts';
import { pageOf } from '../dump.ts';
import { HABIT_COLUMNS, type HabitRow, habitOf } from '../habits.ts';
import { ALERT_COLUMNS, type AlertRow, OTHER_TABLES, readAlert } from './rows/alerts.ts';
import { type ErrorGroupRow, readErrorGroup } from './rows/error-groups.ts';
import { type ErrorSampleRow, readErrorSample, SAMPLE_COLUMNS } from './rows/error-samples.ts';
import { INCIDENT_COLUMNS, type IncidentRow, readIncident } from './rows/incidents.ts';
import { type RecordingRow, readRecording } from './rows/recordings.ts';
import { type ReleaseRow, readRelease } from './rows/releases.ts';
import { readTimer, type TimerRow } from './rows/timers.ts';
import { decodeText } from './text.ts';

/** How one kind is read: the rows behind a cursor, in the cursor's order. */
interface Table<Row> {
  readonly sql: string;
  /** Before all rows. */
  readonly first: Cursor;
  readonly keep: (row: Row) => Kept;
  readonly cursor: (row: Row) => Cursor;
  /** The most rows of a page, of rows that are large. */
  readonly most?: number;
}

/** A page of one kind of what the file holds. */
export function dumpPage(db: Database, kind: Kind, after: Cursor | null, limit: number): DumpPage {
  return READERS[kind](db, after, limit);
}

type Reader = (db: Database, after: Cursor | null, limit: number) => DumpPage;

function reader<Row>({ sql, first, most = Infinity, ...parts }: Table<Row>): Reader {
  return (db, after, limit) => {
    const count = Math.min(limit, most);
    const rows = db.prepare<unknown[], Row>(sql).all(...(after ?? first), count);
    return pageOf(rows, count, parts);
  };
}

/** Tables of an identity and a content, by the identity. */
function contents(
  table: 'storm' | 'notice' | 'pace' | 'silence' | 'delivery',
  key: 'id' | 'channel' | 'subject',
  keep: (content: string) => Kept,
): Reader {
  return reader<{ readonly key: string; readonly content: string }>({
    sql: `SELECT ${key} AS key, content FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ?`,
    first: [''],
    keep: ({ content }) => keep(content),
    cursor: (row) => [row.key],
  });
}

// The guarantee of all `JSON.parse` here: the same store wrote it from what it is read as.
const READERS: Readonly<Record<Kind, Reader>> = {
  'last-number': reader<{ readonly seq: number }>({
    sql: "SELECT seq FROM sqlite_sequence WHERE name = 'incident' AND seq > ? LIMIT ?",
    first: [0],
    keep: ({ seq }) => ({ type: 'last-number', number: seq }),
    cursor: ({ seq }) => [seq],
  }),
  incident: reader<IncidentRow>({
    sql: `SELECT ${INCIDENT_COLUMNS} FROM incident WHERE number > ? ORDER BY number LIMIT ?`,
    first: [0],
    keep: (row) => ({ type: 'incident', incident: readIncident(row) }),
    cursor: ({ number }) => [number],
  }),
  alert: reader<AlertRow>({
    sql: `SELECT ${ALERT_COLUMNS} FROM alert_state AS state
      CROSS JOIN incident ON incident.number = state.incident ${OTHER_TABLES}
      WHERE state.id > ? ORDER BY state.id LIMIT ?`,
    first: [0],
    keep: (row) => ({ type: 'alert', alert: readAlert(row).alert }),
    cursor: ({ id }) => [id],
  }),
  entry: reader<{ readonly subject: string; readonly seq: number; readonly content: string }>({
    sql: `SELECT subject, seq, content FROM timeline WHERE (subject, seq) > (?, ?)
      ORDER BY subject, seq LIMIT ?`,
    first: ['', 0],
    keep: ({ content }) => ({ type: 'entry', entry: JSON.parse(content) }),
    cursor: ({ subject, seq }) => [subject, seq],
  }),
  silence: contents('silence', 'id', (text) => ({ type: 'silence', silence: JSON.parse(text) })),
  pace: contents('pace', 'channel', (text) => ({ type: 'pace', pace: JSON.parse(text) })),
  storm: contents('storm', 'id', (text) => ({ type: 'storm', storm: JSON.parse(text) })),
  notice: contents('notice', 'id', (text) => ({ type: 'notice', notice: JSON.parse(text) })),
  delivery: contents('delivery', 'subject', (text) => ({
    type: 'delivery',
    delivery: JSON.parse(text),
  })),
  timer: reader<TimerRow>({
    sql: `SELECT kind, subject, at, after FROM timer WHERE (kind, subject) > (?, ?)
      ORDER BY kind, subject LIMIT ?`,
    first: ['', ''],
    keep: (row) => ({ type: 'timer', timer: readTimer(row) }),
    cursor: ({ kind, subject }) => [kind, subject],
  }),
  release: reader<ReleaseRow & ReleaseId>({
    sql: `SELECT project, version, content FROM project_release WHERE (project, version) > (?, ?)
      ORDER BY project, version LIMIT ?`,
    first: ['', ''],
    keep: (row) => ({ type: 'release', release: readRelease(row) }),
    cursor: ({ project, version }) => [project, version],
  }),
  'error-group': reader<ErrorGroupRow & { readonly id: string }>({
    sql: 'SELECT id, content FROM error_group WHERE id > ? ORDER BY id LIMIT ?',
    first: [''],
    keep: (row) => ({ type: 'error-group', group: readErrorGroup(row) }),
    cursor: ({ id }) => [id],
  }),
  'error-sample': reader<ErrorSampleRow>({
    sql: `SELECT ${SAMPLE_COLUMNS} FROM error_sample WHERE (group_id, slot) > (?, ?)
      ORDER BY group_id, slot LIMIT ?`,
    first: ['', Number.MIN_SAFE_INTEGER],
    keep: (row) => ({ type: 'error-sample', sample: readErrorSample(row) }),
    cursor: ({ group_id, slot }) => [group_id, slot],
    most: 200,
  }),
  habit: reader<HabitRow>({
    sql: `SELECT ${HABIT_COLUMNS} FROM source_habit WHERE name > ? ORDER BY name LIMIT ?`,
    first: [''],
    keep: (row) => ({ type: 'habit', habit: habitOf(row, decodeText) }),
    cursor: ({ name }) => [name],
  }),
  recorded: reader<RecordingRow>({
    sql: 'SELECT * FROM recording WHERE id > ? ORDER BY id LIMIT ?',
    first: [0],
    keep: (row) => ({ type: 'recorded', recording: readRecording(row).recording }),
    cursor: ({ id }) => [id],
  }),
  setting: reader<{ readonly name: string; readonly value: string }>({
    sql: 'SELECT name, value FROM setting WHERE name > ? ORDER BY name LIMIT ?',
    first: [''],
    keep: ({ name, value }) => ({ type: 'setting', name, value: decodeText(value) }),
    cursor: ({ name }) => [name],
  }),
};
