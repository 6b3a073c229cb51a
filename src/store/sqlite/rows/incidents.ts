import type { Database, Statement } from 'better-sqlite3';
import type { Incident, IncidentId } from '../../../domain/incident.ts';
import { instant } from '../../../domain/time.ts';
import { NEVER } from '../../ignored.ts';
import { completed, type OlderParts } from '../../older.ts';
import { decodeText, encodeText } from '../text.ts';

/** An incident, and whether it was saved as live. */
export interface StoredIncident {
  readonly incident: Incident;
  readonly live: boolean;
}

/** What a list reads of an incident's row. */
export interface IncidentRow {
  readonly number: number;
  readonly id: string;
  readonly group_key: string;
  readonly status: Incident['status'];
  readonly severity: Incident['severity'];
  readonly opened_at: number;
  readonly live: number;
  readonly last_seen_at: number;
  readonly alert_count: number;
  readonly firing_count: number;
  readonly audible_count: number;
  readonly occurrence_count: number;
  readonly content: string;
}

type Counter = 'lastSeenAt' | 'alertCount' | 'firingCount' | 'audibleCount' | 'occurrenceCount';
type Column = Counter | 'number' | 'id' | 'groupKey' | 'status' | 'severity' | 'openedAt';
type Content = Omit<Incident, Column>;
type Older = Omit<Content, keyof OlderParts> & OlderParts;

/** The columns of an `IncidentRow`. */
export const INCIDENT_COLUMNS = `number, id, group_key, status, severity, opened_at, live, last_seen_at, alert_count,
  firing_count, audible_count, occurrence_count, content`;

/** The table `incident`. */
export class IncidentRows {
  readonly #byId: Statement<[string], IncidentRow>;
  readonly #byNumber: Statement<[number], IncidentRow>;
  readonly #latestOf: Statement<[string], IncidentRow>;
  readonly #live: Statement<[], IncidentRow>;
  readonly #lastNumber: Statement<[], { seq: number }>;
  readonly #countByStatus: Statement<[], { status: Incident['status']; count: number }>;
  readonly #insert: Statement<unknown[]>;
  readonly #update: Statement<unknown[]>;
  readonly #count: Statement<unknown[]>;
  readonly #setLive: Statement<[number, number]>;

  constructor(db: Database) {
    const select = `SELECT ${INCIDENT_COLUMNS} FROM incident`;
    this.#byId = db.prepare(`${select} WHERE id = ?`);
    this.#byNumber = db.prepare(`${select} WHERE number = ?`);
    this.#latestOf = db.prepare(`${select} WHERE group_key = ? ORDER BY number DESC LIMIT 1`);
    this.#live = db.prepare(`${select} WHERE live = 1`);
    this.#lastNumber = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'incident'");
    this.#countByStatus = db.prepare(
      'SELECT status, count(*) AS count FROM incident GROUP BY status',
    );
    this.#insert = db.prepare(`
      INSERT INTO incident (last_seen_at, alert_count, firing_count, audible_count, occurrence_count,
        group_key, status, severity, opened_at, assignee, muted_until, withheld, storm, resolved_at, search,
        content, number, id, live)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#update = db.prepare(`
      UPDATE incident SET last_seen_at = ?, alert_count = ?, firing_count = ?, audible_count = ?,
        occurrence_count = ?, group_key = ?, status = ?, severity = ?, opened_at = ?, assignee = ?,
        muted_until = ?, withheld = ?, storm = ?, resolved_at = ?, search = ?, content = ? WHERE number = ?`);
    this.#count = db.prepare(`
      UPDATE incident SET last_seen_at = ?, alert_count = ?, firing_count = ?, audible_count = ?,
        occurrence_count = ? WHERE number = ?`);
    this.#setLive = db.prepare('UPDATE incident SET live = ? WHERE number = ?');
  }

  byId(id: IncidentId): StoredIncident | undefined {
    return readIfAny(this.#byId.get(id));
  }

  byNumber(number: number): StoredIncident | undefined {
    return readIfAny(this.#byNumber.get(number));
  }

  /** The one of a group with the highest number. */
  latestOf(groupKey: string): StoredIncident | undefined {
    return readIfAny(this.#latestOf.get(encodeText(groupKey)));
  }

  *live(): Iterable<StoredIncident> {
    for (const row of this.#live.iterate()) yield read(row);
  }

  /** The highest number ever given. */
  lastNumber(): number {
    return this.#lastNumber.get()?.seq ?? 0;
  }

  countByStatus(): Record<Incident['status'], number> {
    const counts = { triggered: 0, acknowledged: 0, resolved: 0 };
    for (const { status, count } of this.#countByStatus.all()) counts[status] = count;
    return counts;
  }

  insert(incident: Incident, live: boolean): void {
    const { number, id } = incident;
    this.#insert.run(...counters(incident), ...news(incident), number, id, live ? 1 : 0);
  }

  /** Writes what differs from what was saved; where only counters rose, the text stays. */
  update(saved: Incident, incident: Incident): void {
    if (saysTheSame(saved, incident)) this.#count.run(...counters(incident), saved.number);
    else this.#update.run(...counters(incident), ...news(incident), saved.number);
  }

  setLive(number: number, live: boolean): void {
    this.#setLive.run(live ? 1 : 0, number);
  }
}

const COUNTERS: ReadonlySet<string> = new Set<Counter>([
  'lastSeenAt',
  'alertCount',
  'firingCount',
  'audibleCount',
  'occurrenceCount',
]);

/** By reference: what a decision did not touch it hands on. */
function saysTheSame(saved: Incident, incident: Incident): boolean {
  for (const name in incident) {
    if (!COUNTERS.has(name) && !isSame(saved, incident, name)) return false;
  }
  return true;
}

function isSame(saved: Incident, incident: Incident, name: string): boolean {
  // The guarantee: `name` comes from enumerating an incident.
  const field = name as keyof Incident;
  return saved[field] === incident[field];
}

function counters(incident: Incident): readonly number[] {
  const { lastSeenAt, alertCount, firingCount, audibleCount, occurrenceCount } = incident;
  return [lastSeenAt, alertCount, firingCount, audibleCount, occurrenceCount];
}

function news(incident: Incident): readonly (string | number | null)[] {
  const { groupKey, status, severity, openedAt, assignee, withheld, withheldBy } = incident;
  const search = encodeText(searchTextOf(incident));
  const content = JSON.stringify(contentOf(incident));
  return [
    encodeText(groupKey),
    status,
    severity,
    openedAt,
    assignee?.id ?? null,
    mutedUntil(incident),
    withheld,
    withheld === 'storm' ? withheldBy : null,
    status === 'resolved' ? (incident.resolution?.at ?? null) : null,
    search,
    content,
  ];
}

function mutedUntil({ mute }: Incident): number | null {
  return mute && (mute.until ?? NEVER);
}

function searchTextOf({ title, description, labels }: Incident): string {
  return [title, description, ...Object.values(labels)].join('\u0001').toLowerCase();
}

function contentOf(incident: Incident): Content {
  const { number: _n, id: _i, groupKey: _g, status: _s, severity: _v, ...rest } = incident;
  const { lastSeenAt: _l, alertCount: _a, firingCount: _f, audibleCount: _u, ...more } = rest;
  const { occurrenceCount: _o, openedAt: _p, ...content } = more;
  return content;
}

function readIfAny(row: IncidentRow | undefined): StoredIncident | undefined {
  return row && read(row);
}

function read(row: IncidentRow): StoredIncident {
  return { incident: readIncident(row), live: row.live === 1 };
}

/** The incident that a row holds. */
export function readIncident(row: IncidentRow): Incident {
  // The guarantee: `insert` and `update` wrote it from an incident.
  const content: Older = JSON.parse(row.content);
  return {
    ...completed(content),
    id: row.id,
    number: row.number,
    groupKey: decodeText(row.group_key),
    status: row.status,
    severity: row.severity,
    openedAt: instant(row.opened_at),
    lastSeenAt: instant(row.last_seen_at),
    alertCount: row.alert_count,
    firingCount: row.firing_count,
    audibleCount: row.audible_count,
    occurrenceCount: row.occurrence_count,
  };
}
