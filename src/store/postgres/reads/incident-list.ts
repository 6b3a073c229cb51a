import type { Incident } from '../../../domain/incident.ts';
import { minutes } from '../../../domain/time.ts';
import type { IncidentQuery } from '../../store.ts';
import type { Query, Value } from '../database.ts';
import { type ContentRow, readIncident } from '../rows/incidents.ts';
import { encodeText } from '../text.ts';

/** A condition, in which `?` stands for the value. */
interface Condition {
  readonly sql: string;
  readonly value?: Value;
}

/** By how much the clocks of two processes may differ, or one may be set back. */
const SKEW = minutes(10);

/** The incidents that are asked for, the newest first. */
export async function listIncidents(
  query: Query,
  asked: IncidentQuery,
): Promise<readonly Incident[]> {
  const values: Value[] = [];
  const place = (value: Value) => `$${values.push(value)}`;
  const where = conditionsOf(asked).map(({ sql, value }) =>
    value === undefined ? sql : sql.replace('?', () => place(value)),
  );
  const rows = await query<ContentRow>(
    `SELECT content FROM incident WHERE ${['true', ...where].join(' AND ')}
     ORDER BY number DESC LIMIT ${place(asked.limit)}`,
    values,
  );
  return rows.map(readIncident);
}

type Conditions = readonly (Condition | undefined)[];

function conditionsOf(asked: IncidentQuery): readonly Condition[] {
  const conditions: Conditions = [
    ...statusIs(asked),
    asked.hideWithheld ? { sql: "(withheld IS NULL OR withheld = 'storm')" } : undefined,
    ...plainConditions(asked),
    ...openedWithin(asked),
  ];
  return conditions.filter((each) => each !== undefined);
}

function plainConditions({
  storm,
  severity,
  assignee,
  below,
  since,
  text,
}: IncidentQuery): Conditions {
  return [
    ifGiven('storm = ?', storm && encodeText(storm)),
    ifGiven('severity = ?', severity),
    ifGiven('assignee = ?', assignee && encodeText(assignee)),
    ifGiven('number < ?', below),
    ifGiven('last_seen_at >= ?', since),
    ifGiven('strpos(search, ?) > 0', text && encodeText(text.toLowerCase())),
  ];
}

/** Numbers are given in the order of time, but for clocks that differ: with them no more is read than is needed. */
function openedWithin({ openedSince, openedBefore }: IncidentQuery): Conditions {
  return [
    ifGiven('opened_at >= ?', openedSince),
    ifGiven(
      `number > coalesce((SELECT number FROM incident WHERE opened_at < ?::bigint
        ORDER BY opened_at DESC LIMIT 1), 0)`,
      openedSince && openedSince - SKEW,
    ),
    ifGiven('opened_at < ?', openedBefore),
    ifGiven(
      `number < coalesce((SELECT number FROM incident WHERE opened_at >= ?::bigint
        ORDER BY opened_at LIMIT 1), ${Number.MAX_SAFE_INTEGER})`,
      openedBefore && openedBefore + SKEW,
    ),
  ];
}

function ifGiven(sql: string, value: Value | undefined): Condition | undefined {
  return value === undefined ? undefined : { sql, value };
}

function statusIs({ status, now }: IncidentQuery): Conditions {
  if (status === undefined) return [];
  // Word for word as in the index `incident_open`, or it would not be used.
  const open = { sql: "status <> 'resolved'" };
  if (status === 'open') return [open];
  if (status === 'muted') return [open, { sql: 'muted_until > ?', value: now }];
  return [{ sql: 'status = ?', value: status }];
}
