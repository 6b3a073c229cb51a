import type { Database, Statement } from 'better-sqlite3';
import type { Incident } from '../../../domain/incident.ts';
import type { IncidentQuery } from '../../store.ts';
import { encodeText } from '../text.ts';
import { INCIDENT_COLUMNS, type IncidentRow, readIncident } from './incidents.ts';

interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Lists of incidents, the newest first. */
export class IncidentList {
  readonly #db: Database;
  /** One a set of conditions, of which there are few dozen. */
  readonly #statements = new Map<string, Statement<unknown[], IncidentRow>>();

  constructor(db: Database) {
    this.#db = db;
  }

  find(query: IncidentQuery): readonly Incident[] {
    const conditions = conditionsOf(query);
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

function conditionsOf(query: IncidentQuery): readonly Condition[] {
  const { status, severity, assignee, text, below, now } = query;
  const conditions = status === undefined ? [] : [statusIs(status, now)];
  if (severity !== undefined) conditions.push(condition('severity = ?', severity));
  if (assignee !== undefined) conditions.push(condition('assignee = ?', assignee));
  if (below !== undefined) conditions.push(condition('number < ?', below));
  if (text !== undefined) {
    conditions.push(condition('instr(search, ?) > 0', encodeText(text.toLowerCase())));
  }
  return conditions;
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
