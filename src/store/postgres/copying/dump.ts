import { type Cursor, type DumpPage, type Kept, type Kind, pageOf } from '../../dump.ts';
import { HABIT_COLUMNS, type HabitRow, habitOf } from '../../habits.ts';
import type { Query, Value } from '../database.ts';
import { ALERT_COLUMNS, type AlertRow, readAlert } from '../rows/alerts.ts';
import {
  type ErrorSampleRow,
  readErrorGroup,
  readErrorSample,
  readRelease,
  SAMPLE_COLUMNS,
} from '../rows/errors.ts';
import { readIncident } from '../rows/incidents.ts';
import { type RecordingRow, readRecording } from '../rows/recordings.ts';
import {
  readDelivery,
  readEntry,
  readNotice,
  readPace,
  readSilence,
  readStorm,
} from '../rows/subjects.ts';
import { readTimer, type TimerRow } from '../rows/timers.ts';
import { decodeText } from '../text.ts';

/** How one kind is read: the rows behind a cursor, in the cursor's order. */
interface Reading<Row extends object> {
  readonly sql: string;
  /** Before all rows. */
  readonly first: readonly Value[];
  readonly keep: (row: Row) => Kept;
  readonly cursor: (row: Row) => Cursor;
  /** The most rows of a page, of rows that are large. */
  readonly most?: number;
}

type Reader = (query: Query, after: Cursor | null, limit: number) => Promise<DumpPage>;

interface ContentRow {
  readonly key: string;
  readonly content: string;
}

/** A page of one kind of what the database holds. */
export function dumpPage(
  query: Query,
  kind: Kind,
  after: Cursor | null,
  limit: number,
): Promise<DumpPage> {
  return READERS[kind](query, after, limit);
}

function reader<Row extends object>(reading: Reading<Row>): Reader {
  const { sql, first, most = Number.MAX_SAFE_INTEGER, ...parts } = reading;
  return async (query, after, limit) => {
    const count = Math.min(limit, most);
    return pageOf(await query<Row>(sql, [...(after ?? first), count]), count, parts);
  };
}

/** Tables of an identity and a content, by the identity. */
function contents(
  table: 'storm' | 'notice' | 'pace' | 'silence' | 'delivery' | 'error_group',
  key: 'id' | 'channel' | 'subject',
  keep: (row: ContentRow) => Kept,
): Reader {
  return reader<ContentRow>({
    sql: `SELECT ${key} AS key, content FROM ${table} WHERE ${key} > $1 ORDER BY ${key} LIMIT $2`,
    first: [''],
    keep,
    cursor: (row) => [row.key],
  });
}

/** Less than every hash. */
const NO_HASH = '00000000-0000-0000-0000-000000000000';

const READERS: Readonly<Record<Kind, Reader>> = {
  'last-number': reader<{ readonly last: number }>({
    sql: 'SELECT last FROM numbering WHERE last > $1 LIMIT $2',
    first: [0],
    keep: ({ last }) => ({ type: 'last-number', number: last }),
    cursor: ({ last }) => [last],
  }),
  incident: reader<{ readonly number: number; readonly content: string }>({
    sql: 'SELECT number, content FROM incident WHERE number > $1 ORDER BY number LIMIT $2',
    first: [0],
    keep: (row) => ({ type: 'incident', incident: readIncident(row) }),
    cursor: ({ number }) => [number],
  }),
  alert: reader<AlertRow & { readonly id: string }>({
    sql: `SELECT alert.id, ${ALERT_COLUMNS} FROM alert JOIN alert_state AS state USING (id)
      WHERE alert.id > $1::uuid ORDER BY alert.id LIMIT $2`,
    first: [NO_HASH],
    keep: (row) => ({ type: 'alert', alert: readAlert(row) }),
    cursor: ({ id }) => [id],
  }),
  entry: reader<{ readonly subject: string; readonly seq: number; readonly content: string }>({
    sql: `SELECT subject, seq, content FROM timeline WHERE (subject, seq) > ($1, $2)
      ORDER BY subject, seq LIMIT $3`,
    first: ['', 0],
    keep: (row) => ({ type: 'entry', entry: readEntry(row) }),
    cursor: ({ subject, seq }) => [subject, seq],
  }),
  silence: contents('silence', 'id', (row) => ({ type: 'silence', silence: readSilence(row) })),
  pace: contents('pace', 'channel', (row) => ({ type: 'pace', pace: readPace(row) })),
  storm: contents('storm', 'id', (row) => ({ type: 'storm', storm: readStorm(row) })),
  notice: contents('notice', 'id', (row) => ({ type: 'notice', notice: readNotice(row) })),
  delivery: contents('delivery', 'subject', (row) => ({
    type: 'delivery',
    delivery: readDelivery(row),
  })),
  timer: reader<TimerRow & { readonly id: string }>({
    sql: 'SELECT id, kind, subject, at, after FROM timer WHERE id > $1::uuid ORDER BY id LIMIT $2',
    first: [NO_HASH],
    keep: (row) => ({ type: 'timer', timer: readTimer(row) }),
    cursor: ({ id }) => [id],
  }),
  release: reader<ContentRow>({
    sql: `SELECT id::text AS key, content FROM project_release WHERE id > $1::uuid
      ORDER BY id LIMIT $2`,
    first: [NO_HASH],
    keep: (row) => ({ type: 'release', release: readRelease(row) }),
    cursor: ({ key }) => [key],
  }),
  'error-group': contents('error_group', 'id', (row) => ({
    type: 'error-group',
    group: readErrorGroup(row),
  })),
  'error-sample': reader<ErrorSampleRow>({
    sql: `SELECT ${SAMPLE_COLUMNS} FROM error_sample WHERE (group_id, slot) > ($1, $2)
      ORDER BY group_id, slot LIMIT $3`,
    first: ['', Number.MIN_SAFE_INTEGER],
    keep: (row) => ({ type: 'error-sample', sample: readErrorSample(row) }),
    cursor: ({ group_id, slot }) => [group_id, slot],
    most: 200,
  }),
  habit: reader<HabitRow>({
    sql: `SELECT ${HABIT_COLUMNS} FROM source_habit WHERE name > $1 ORDER BY name LIMIT $2`,
    first: [''],
    keep: (row) => ({ type: 'habit', habit: habitOf(row, decodeText) }),
    cursor: ({ name }) => [name],
  }),
  recorded: reader<RecordingRow>({
    sql: 'SELECT id, at, last, key, content FROM recording WHERE id > $1 ORDER BY id LIMIT $2',
    first: [0],
    keep: (row) => ({ type: 'recorded', recording: readRecording(row).recording }),
    cursor: ({ id }) => [id],
  }),
  setting: reader<{ readonly name: string; readonly value: string }>({
    sql: 'SELECT name, value FROM setting WHERE name > $1 ORDER BY name LIMIT $2',
    first: [''],
    keep: ({ name, value }) => ({
      type: 'setting',
      name: decodeText(name),
      value: decodeText(value),
    }),
    cursor: ({ name }) => [name],
  }),
};
