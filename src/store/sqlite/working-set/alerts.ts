import type { AlertKey, TrackedAlert } from '../../../domain/alert.ts';
import type { IncidentId } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Due } from '../../../domain/timer.ts';
import type { AlertRows, StoredAlert } from '../rows/alerts.ts';
import type { DueQueue, Queued, Scheduled } from './due-queue.ts';
import { least } from './least.ts';

/** One alert in memory: as it is, and as it was saved last. */
class AlertRecord implements Scheduled {
  alert: TrackedAlert;
  /** Null while it is new. */
  stored: StoredAlert | null;
  queued: Queued | null = null;

  constructor(alert: TrackedAlert, stored: StoredAlert | null) {
    this.alert = alert;
    this.stored = stored;
  }

  get fires(): boolean {
    return this.alert.status === 'firing';
  }

  get dueAt(): Instant | null {
    return this.fires ? this.alert.endsAt : null;
  }

  due(at: Instant): Due {
    return { type: 'alert-end', at, alert: this.alert.key };
  }
}

/** The alerts of one incident in memory. */
interface Members {
  readonly firing: Set<AlertRecord>;
  /** Made when first needed: most incidents hold a single alert. */
  ended: Set<AlertRecord> | null;
}

/** Every alert that fires, and the ended ones of live incidents; others are looked up one by one. */
export class Alerts {
  readonly #rows: AlertRows;
  readonly #queue: DueQueue;
  readonly #records = new Map<AlertKey, AlertRecord>();
  readonly #firing = new Set<AlertRecord>();
  readonly #members = new Map<IncidentId, Members>();
  /** What was looked up for the present batch; null: there is no such alert. */
  readonly #visited = new Map<AlertKey, AlertRecord | null>();
  readonly #unsaved = new Set<AlertRecord>();

  constructor(rows: AlertRows, queue: DueQueue) {
    this.#rows = rows;
    this.#queue = queue;
  }

  load(): void {
    for (const stored of this.#rows.live()) {
      const record = new AlertRecord(stored.alert, stored);
      this.#records.set(stored.alert.key, record);
      this.#join(record);
    }
  }

  find(key: AlertKey): TrackedAlert | undefined {
    return this.#record(key)?.alert;
  }

  get firingCount(): number {
    return this.#firing.size;
  }

  firing(): readonly TrackedAlert[] {
    return Array.from(this.#firing, ({ alert }) => alert);
  }

  firingOf(id: IncidentId): readonly TrackedAlert[] {
    return Array.from(this.#members.get(id)?.firing ?? [], ({ alert }) => alert);
  }

  /** Whether any alert of an incident fires. */
  fires(id: IncidentId): boolean {
    return (this.#members.get(id)?.firing.size ?? 0) > 0;
  }

  firingAfter(after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    const later = this.firing().filter(({ key }) => after === null || key > after);
    return least(later, limit, byKey);
  }

  /** Those that fire first, then the newest. */
  of(id: IncidentId, limit: number): readonly TrackedAlert[] {
    const firing = least(this.firingOf(id), limit, newestFirst);
    if (firing.length >= limit) return firing;
    return [...firing, ...this.#rows.endedOf(id, limit - firing.length)];
  }

  put(alert: TrackedAlert): void {
    const record = this.#records.get(alert.key);
    if (record && staysPut(record.alert, alert)) {
      record.alert = alert;
      this.#queue.schedule(record);
      this.#unsaved.add(record);
    } else this.#move(this.#record(alert.key) ?? new AlertRecord(alert, null), alert);
  }

  get isSaved(): boolean {
    return this.#unsaved.size === 0;
  }

  save(): void {
    for (const record of this.#unsaved) this.#save(record);
    this.#unsaved.clear();
  }

  /** Lets go of the alerts of incidents that are no longer live, and of what was only looked up. */
  settle(left: readonly IncidentId[]): void {
    this.#visited.clear();
    for (const id of left) {
      for (const record of this.#members.get(id)?.ended ?? []) {
        this.#records.delete(record.alert.key);
      }
      this.#members.delete(id);
    }
  }

  #record(key: AlertKey): AlertRecord | undefined {
    return this.#records.get(key) ?? this.#visit(key) ?? undefined;
  }

  #visit(key: AlertKey): AlertRecord | null {
    const known = this.#visited.get(key);
    if (known !== undefined) return known;
    const stored = this.#rows.byKey(key);
    const record = stored ? new AlertRecord(stored.alert, stored) : null;
    this.#visited.set(key, record);
    return record;
  }

  #move(record: AlertRecord, alert: TrackedAlert): void {
    this.#leave(record);
    record.alert = alert;
    this.#records.set(alert.key, record);
    this.#join(record);
    this.#unsaved.add(record);
  }

  #join(record: AlertRecord): void {
    const members = this.#membersOf(record.alert.incident);
    if (record.fires) {
      members.firing.add(record);
      this.#firing.add(record);
      this.#queue.schedule(record);
    } else {
      members.ended ??= new Set();
      members.ended.add(record);
    }
  }

  #leave(record: AlertRecord): void {
    const members = this.#members.get(record.alert.incident);
    members?.firing.delete(record);
    members?.ended?.delete(record);
    this.#firing.delete(record);
  }

  #membersOf(id: IncidentId): Members {
    let members = this.#members.get(id);
    if (!members) {
      members = { firing: new Set(), ended: null };
      this.#members.set(id, members);
    }
    return members;
  }

  #save(record: AlertRecord): void {
    const { alert, stored } = record;
    if (stored) this.#rows.update(stored.rowId, stored.alert, alert);
    const rowId = stored ? stored.rowId : this.#rows.insert(alert);
    record.stored = { rowId, alert };
  }
}

function staysPut(before: TrackedAlert, after: TrackedAlert): boolean {
  return before.incident === after.incident && before.status === after.status;
}

function byKey(a: TrackedAlert, b: TrackedAlert): number {
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}

function newestFirst(a: TrackedAlert, b: TrackedAlert): number {
  return b.lastSeenAt - a.lastSeenAt || byKey(a, b);
}
