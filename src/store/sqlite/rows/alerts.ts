import type { Database, Statement } from 'better-sqlite3';
import type { AlertContent, AlertKey, TrackedAlert } from '../../../domain/alert.ts';
import type { IncidentId } from '../../../domain/incident.ts';
import { instant } from '../../../domain/time.ts';
import { hashOf } from '../hash.ts';
import { decodeText } from '../text.ts';
import { keyFrom, ownKey } from './keys.ts';
import { isSameRare, readRare, writeRare } from './rare.ts';

/** An alert and the row that holds it. */
export interface StoredAlert {
  readonly rowId: number;
  readonly alert: TrackedAlert;
}

/** What is read of an alert. */
export interface AlertRow {
  readonly id: number;
  readonly key: string | null;
  readonly first_seen_at: number;
  readonly content: string;
  readonly incident: string;
  readonly firing: number;
  readonly starts_at: number;
  readonly ends_at: number | null;
  readonly ends_at_is_timeout: number;
  readonly last_seen_at: number;
  readonly occurrences: number;
  readonly periods: number;
  readonly more: string | null;
  readonly route: string;
}

/** The columns of an `AlertRow`. */
export const ALERT_COLUMNS = `alert.id, alert.key, alert.first_seen_at, alert.content, incident.id AS incident, state.firing,
  state.starts_at, state.ends_at, state.ends_at_is_timeout, state.last_seen_at,
  state.occurrences, state.periods, state.more, route.path AS route`;

/** Where the columns come from besides `incident` and `state`. */
export const OTHER_TABLES = `CROSS JOIN alert ON alert.id = state.id CROSS JOIN route ON route.id = state.route`;

/** The numbers under which incidents and routes are stored. */
export interface Numbers {
  ofIncident(id: IncidentId): number;
  ofRoute(path: string): number;
}

/** The tables `alert` and `alert_state`. */
export class AlertRows {
  readonly #ended: Statement<[number], AlertRow>;
  readonly #endedOf: Statement<[string, number], AlertRow>;
  readonly #live: Statement<[], AlertRow>;
  readonly #insert: Statement<unknown[]>;
  readonly #insertState: Statement<unknown[]>;
  readonly #say: Statement<[string | null, string, number, number]>;
  readonly #count: Statement<unknown[]>;
  readonly #move: Statement<unknown[]>;
  readonly #setMore: Statement<[string | null, number]>;

  constructor(db: Database) {
    this.#ended = db.prepare(`
      SELECT ${ALERT_COLUMNS} FROM alert_state AS state INDEXED BY alert_ended_by_key
        CROSS JOIN incident ON number = state.incident ${OTHER_TABLES}
      WHERE key_hash = ? AND firing = 0`);
    this.#endedOf = db.prepare(`
      SELECT ${ALERT_COLUMNS} FROM incident
        CROSS JOIN alert_state AS state INDEXED BY alert_ended ON state.incident = number ${OTHER_TABLES}
      WHERE incident.id = ? AND firing = 0 ORDER BY state.last_seen_at DESC LIMIT ?`);
    this.#live = db.prepare(`
      SELECT ${ALERT_COLUMNS} FROM incident CROSS JOIN alert_state AS state ON state.incident = number ${OTHER_TABLES}
      WHERE live = 1`);
    this.#insert = db.prepare('INSERT INTO alert (key, first_seen_at, content) VALUES (?, ?, ?)');
    this.#insertState = db.prepare(
      'INSERT INTO alert_state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#say = db.prepare('UPDATE alert SET key = ?, content = ?, first_seen_at = ? WHERE id = ?');
    this.#count = db.prepare(`
      UPDATE alert_state SET ends_at = ?, ends_at_is_timeout = ?, last_seen_at = ?,
        occurrences = ?, periods = ? WHERE id = ?`);
    this.#move = db.prepare(
      'UPDATE alert_state SET incident = ?, route = ?, firing = ?, starts_at = ? WHERE id = ?',
    );
    this.#setMore = db.prepare('UPDATE alert_state SET more = ? WHERE id = ?');
  }

  /** One that does not fire: those that do are in memory. */
  ended(key: AlertKey): StoredAlert | undefined {
    for (const row of this.#ended.all(hashOf(key))) {
      const stored = readAlert(row);
      if (stored.alert.key === key) return stored;
    }
    return undefined;
  }

  /** The alerts of an incident that do not fire, the newest first. */
  endedOf(incident: IncidentId, limit: number): readonly TrackedAlert[] {
    return this.#endedOf.all(incident, limit).map((row) => readAlert(row).alert);
  }

  /** The alerts of all live incidents: among them every one that fires. */
  *live(): Iterable<StoredAlert> {
    for (const row of this.#live.iterate()) yield readAlert(row);
  }

  insert(alert: TrackedAlert, numbers: Numbers): number {
    const { key, firstSeenAt, content } = alert;
    const said = this.#insert.run(ownKey(key, content), firstSeenAt, JSON.stringify(content));
    const rowId = Number(said.lastInsertRowid);
    this.#insertState.run(
      rowId,
      numbers.ofIncident(alert.incident),
      hashOf(key),
      numbers.ofRoute(alert.route),
      flag(fires(alert)),
      alert.startsAt,
      alert.endsAt,
      flag(alert.endsAtIsTimeout),
      alert.lastSeenAt,
      alert.occurrences,
      alert.periods,
      writeRare(alert),
    );
    return rowId;
  }

  /** Writes what differs from what was saved; a mere re-send touches the small row only. */
  update({ rowId, alert: saved }: StoredAlert, alert: TrackedAlert, numbers: Numbers): void {
    this.#count.run(
      alert.endsAt,
      flag(alert.endsAtIsTimeout),
      alert.lastSeenAt,
      alert.occurrences,
      alert.periods,
      rowId,
    );
    if (isMoved(saved, alert)) {
      const incident = numbers.ofIncident(alert.incident);
      const route = numbers.ofRoute(alert.route);
      this.#move.run(incident, route, flag(fires(alert)), alert.startsAt, rowId);
    }
    if (!isSameRare(saved, alert)) this.#setMore.run(writeRare(alert), rowId);
    if (saved.content !== alert.content || saved.firstSeenAt !== alert.firstSeenAt) {
      const content = JSON.stringify(alert.content);
      this.#say.run(ownKey(alert.key, alert.content), content, alert.firstSeenAt, rowId);
    }
  }
}

/** Whether something changed that hardly ever does, or that an index holds. */
function isMoved(saved: TrackedAlert, alert: TrackedAlert): boolean {
  return (
    saved.incident !== alert.incident ||
    saved.route !== alert.route ||
    saved.status !== alert.status ||
    saved.startsAt !== alert.startsAt
  );
}

function fires(alert: TrackedAlert): boolean {
  return alert.status === 'firing';
}

function flag(value: boolean): number {
  return value ? 1 : 0;
}

/** The alert that a row holds. */
export function readAlert(row: AlertRow): StoredAlert {
  // The guarantee: `insert` and `update` wrote it from an alert.
  const content: AlertContent = JSON.parse(row.content);
  const { rules, alsoAs, suppressed, inhibition } = readRare(row.more);
  const alert: TrackedAlert = {
    key: keyFrom(row.key, content),
    incident: row.incident,
    route: decodeText(row.route),
    rules,
    alsoAs,
    status: row.firing === 1 ? 'firing' : 'resolved',
    content,
    startsAt: instant(row.starts_at),
    endsAt: row.ends_at === null ? null : instant(row.ends_at),
    endsAtIsTimeout: row.ends_at_is_timeout === 1,
    suppressed,
    inhibition,
    firstSeenAt: instant(row.first_seen_at),
    lastSeenAt: instant(row.last_seen_at),
    occurrences: row.occurrences,
    periods: row.periods,
  };
  return { rowId: row.id, alert };
}
