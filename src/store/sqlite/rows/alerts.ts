import type { Database, Statement } from 'better-sqlite3';
import type { AlertContent, AlertKey, TrackedAlert } from '../../../domain/alert.ts';
import type { IncidentId } from '../../../domain/incident.ts';
import { instant } from '../../../domain/time.ts';
import { decodeText, encodeText } from '../text.ts';

/** An alert and the row that holds it. */
export interface StoredAlert {
  readonly rowId: number;
  readonly alert: TrackedAlert;
}

interface Row {
  readonly id: number;
  readonly key: string;
  readonly first_seen_at: number;
  readonly content: string;
  readonly incident: string;
  readonly firing: number;
  readonly starts_at: number;
  readonly ends_at: number | null;
  readonly ends_at_is_timeout: number;
  readonly silenced: number;
  readonly last_seen_at: number;
  readonly occurrences: number;
  readonly periods: number;
}

const SELECT = `
  SELECT alert.id, key, first_seen_at, content, incident, firing, starts_at, ends_at, ends_at_is_timeout,
    silenced, last_seen_at, occurrences, periods
  FROM alert_state JOIN alert USING (id)`;

/** The tables `alert` and `alert_state`. */
export class AlertRows {
  readonly #byKey: Statement<[string], Row>;
  readonly #ended: Statement<[string, number], Row>;
  readonly #live: Statement<[], Row>;
  readonly #insert: Statement<unknown[]>;
  readonly #insertState: Statement<unknown[]>;
  readonly #say: Statement<[string, number, number]>;
  readonly #count: Statement<unknown[]>;
  readonly #move: Statement<unknown[]>;

  constructor(db: Database) {
    this.#byKey = db.prepare(`${SELECT} WHERE key = ?`);
    this.#ended = db.prepare(
      `${SELECT} WHERE incident = ? AND firing = 0 ORDER BY last_seen_at DESC LIMIT ?`,
    );
    this.#live = db.prepare(
      `${SELECT} WHERE incident IN (SELECT incident.id FROM incident WHERE live = 1)`,
    );
    this.#insert = db.prepare('INSERT INTO alert (key, first_seen_at, content) VALUES (?, ?, ?)');
    this.#insertState = db.prepare('INSERT INTO alert_state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#say = db.prepare('UPDATE alert SET content = ?, first_seen_at = ? WHERE id = ?');
    this.#count = db.prepare(`
      UPDATE alert_state SET ends_at = ?, ends_at_is_timeout = ?, silenced = ?, last_seen_at = ?,
        occurrences = ?, periods = ? WHERE id = ?`);
    this.#move = db.prepare(
      'UPDATE alert_state SET incident = ?, firing = ?, starts_at = ? WHERE id = ?',
    );
  }

  byKey(key: AlertKey): StoredAlert | undefined {
    const row = this.#byKey.get(encodeText(key));
    return row && read(row);
  }

  /** The alerts of an incident that do not fire, the newest first. */
  endedOf(incident: IncidentId, limit: number): readonly TrackedAlert[] {
    return this.#ended.all(incident, limit).map((row) => read(row).alert);
  }

  /** The alerts of all live incidents: among them every one that fires. */
  *live(): Iterable<StoredAlert> {
    for (const row of this.#live.iterate()) yield read(row);
  }

  insert(alert: TrackedAlert): number {
    const { key, firstSeenAt, content, incident, startsAt } = alert;
    const said = this.#insert.run(encodeText(key), firstSeenAt, JSON.stringify(content));
    const rowId = Number(said.lastInsertRowid);
    this.#insertState.run(rowId, incident, flag(fires(alert)), startsAt, ...counters(alert));
    return rowId;
  }

  /** Writes what differs from what was saved; a mere re-send touches the small row only. */
  update(rowId: number, saved: TrackedAlert, alert: TrackedAlert): void {
    this.#count.run(...counters(alert), rowId);
    if (isMoved(saved, alert)) {
      this.#move.run(alert.incident, flag(fires(alert)), alert.startsAt, rowId);
    }
    if (saved.content !== alert.content || saved.firstSeenAt !== alert.firstSeenAt) {
      this.#say.run(JSON.stringify(alert.content), alert.firstSeenAt, rowId);
    }
  }
}

/** Whether something changed that an index holds. */
function isMoved(saved: TrackedAlert, alert: TrackedAlert): boolean {
  return (
    saved.incident !== alert.incident ||
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

function counters(alert: TrackedAlert): readonly (number | null)[] {
  const { endsAt, endsAtIsTimeout, silenced, lastSeenAt, occurrences, periods } = alert;
  return [endsAt, flag(endsAtIsTimeout), flag(silenced), lastSeenAt, occurrences, periods];
}

function read(row: Row): StoredAlert {
  // The guarantee of both: `insert` and `update` wrote them from an alert.
  const key = decodeText(row.key) as AlertKey;
  const content: AlertContent = JSON.parse(row.content);
  const alert: TrackedAlert = {
    key,
    incident: row.incident,
    status: row.firing === 1 ? 'firing' : 'resolved',
    content,
    startsAt: instant(row.starts_at),
    endsAt: row.ends_at === null ? null : instant(row.ends_at),
    endsAtIsTimeout: row.ends_at_is_timeout === 1,
    silenced: row.silenced === 1,
    firstSeenAt: instant(row.first_seen_at),
    lastSeenAt: instant(row.last_seen_at),
    occurrences: row.occurrences,
    periods: row.periods,
  };
  return { rowId: row.id, alert };
}
