import type { Database, Statement } from 'better-sqlite3';
import type { Incident } from '../../../domain/incident.ts';
import type { IncidentQuery } from '../../store.ts';
import { encodeText } from '../text.ts';
import { INCIDENT_COLUMNS, type IncidentRow, readIncident } from './incidents.ts';
import { Positions } from './positions.ts';

interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Lists of incidents, the newest first. */
export class IncidentList {
  readonly #db: Database;
  readonly #numbers: Positions;
  /** One a set of conditions, of which there are few dozen. */
  readonly #statements = new Map<string, Statement<unknown[], IncidentRow>>();

  constructor(db: Database) {
    this.#db = db;
    this.#numbers = new Positions(db, { table: 'incident', id: 'number', at: 'opened_at' });
  }

  find(query: IncidentQuery): readonly Incident[] {
    const conditions = conditionsOf(query, this.#numbers);
    const where = conditions.map(({ sql }) => sql).join(' AND ') || 'true';
    const values = conditions.flatMap((condition) => condition.values);
    return this.#statement(where)
      .all(...values, query.limit)
      .map(readIncident);
  }

  #statement(where: string): Statement<unknown[], IncidentRow> {
    let statement = this.#statements.get(where);
    if (!statement) {
      statement = this.#db.prepare(
        `SELECT ${INCIDENT_COLUMNS} FROM incident WHERE ${where} ORDER BY number DESC LIMIT ?`,
      );
      this.#statements.set(where, statement);
    }
    return statement;
  }
}

type Conditions = readonly (Condition | undefined)[];

function conditionsOf(query: IncidentQuery, numbers: Positions): readonly Condition[] {
  const { status, hideWithheld, now } = query;
  const conditions: Conditions = [
    status === undefined ? undefined : statusIs(status, now),
    hideWithheld ? condition("(withheld IS NULL OR withheld = 'storm')") : undefined,
    ...plainConditions(query),
    ...openedWithin(query, numbers),
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
    ifGiven('storm = ?', storm),
    ifGiven('severity = ?', severity),
    ifGiven('assignee = ?', assignee),
    ifGiven('number < ?', below),
    ifGiven('last_seen_at >= ?', since),
    ifGiven('instr(search, ?) > 0', text && encodeText(text.toLowerCase())),
  ];
}

/** Numbers are given in the order of time: with them no more is read than is needed. */
function openedWithin(
  { openedSince, openedBefore }: IncidentQuery,
  numbers: Positions,
): Conditions {
  return [
    ifGiven('opened_at >= ?', openedSince),
    ifGiven('number >= ?', openedSince && numbers.allSince(openedSince)),
    ifGiven('opened_at < ?', openedBefore),
    ifGiven('number <= ?', openedBefore && numbers.allBefore(openedBefore)),
  ];
}

function ifGiven(sql: string, value: string | number | undefined): Condition | undefined {
  return value === undefined ? undefined : condition(sql, value);
}

function statusIs(status: NonNullable<IncidentQuery['status']>, now: number): Condition {
  // Word for word as in the index `incident_open`, or it would not be used.
  const open = "status <> 'resolved'";
  if (status === 'open') return condition(open);
  if (status === 'muted') return condition(`${open} AND muted_until > ?`, now);
  return condition('status = ?', status);
}

function condition(sql: string, ...values: readonly (string | number)[]): Condition {
  return { sql, values };
}
