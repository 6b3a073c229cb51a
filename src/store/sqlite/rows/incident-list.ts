import type { Database } from 'better-sqlite3';
import type { Incident } from '../../../domain/incident.ts';
import type { IncidentQuery } from '../../store.ts';
import { encodeText } from '../text.ts';
import { type Condition, type Conditions, condition, ifGiven, Lists } from './conditions.ts';
import { INCIDENT_COLUMNS, type IncidentRow, readIncident } from './incidents.ts';
import { Positions } from './positions.ts';

/** Lists of incidents, the newest first. */
export class IncidentList {
  readonly #lists: Lists<IncidentRow>;
  readonly #numbers: Positions;

  constructor(db: Database) {
    const select = `SELECT ${INCIDENT_COLUMNS} FROM incident`;
    this.#lists = new Lists(db, select, 'ORDER BY number DESC LIMIT ?');
    this.#numbers = new Positions(db, { table: 'incident', id: 'number', at: 'opened_at' });
  }

  find(query: IncidentQuery): readonly Incident[] {
    return this.#lists.find(conditionsOf(query, this.#numbers), query.limit).map(readIncident);
  }
}

function conditionsOf(query: IncidentQuery, numbers: Positions): Conditions {
  const { status, hideWithheld, now } = query;
  return [
    status === undefined ? undefined : statusIs(status, now),
    hideWithheld ? condition("(withheld IS NULL OR withheld = 'storm')") : undefined,
    ...plainConditions(query),
    ...openedWithin(query, numbers),
  ];
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

function statusIs(status: NonNullable<IncidentQuery['status']>, now: number): Condition {
  // Word for word as in the index `incident_open`, or it would not be used.
  const open = "status <> 'resolved'";
  if (status === 'open') return condition(open);
  if (status === 'muted') return condition(`${open} AND muted_until > ?`, now);
  return condition('status = ?', status);
}
