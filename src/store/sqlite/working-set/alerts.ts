import type { AlertKey, TrackedAlert } from '../../../domain/alert.ts';
import type { IncidentId } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Due } from '../../../domain/timer.ts';
import type { AlertRows, Numbers, StoredAlert } from '../rows/alerts.ts';
import type { DueQueue, Queued, Scheduled } from './due-queue.ts';
import { Inhibitions } from './inhibitions.ts';
import { least } from './least.ts';

/** One alert in memory: as it is, and as it was saved last. */
class AlertRecord implements Scheduled {
  alert: TrackedAlert;
  /** As it was saved last, in the row with this number; null while it is new. */
  saved: TrackedAlert | null;
  rowId: number;
  queued: Queued | null = null;
  /** Whether it stays in memory when the present batch is over. */
  isHeld = false;
  isSaved = true;

  constructor(alert: TrackedAlert, stored: StoredAlert | null) {
    this.alert = alert;
    this.saved = stored?.alert ?? null;
    this.rowId = stored?.rowId ?? 0;
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
  /** With those that were looked up for the present batch; null: there is no such alert. */
  readonly #records = new Map<AlertKey, AlertRecord | null>();
  readonly #members = new Map<IncidentId, Members>();
  readonly #inhibitions = new Inhibitions<AlertRecord>();
  #firingCount = 0;
  #lookedUp: AlertKey[] = [];
  #unsaved: AlertRecord[] = [];

  constructor(rows: AlertRows, queue: DueQueue) {
    this.#rows = rows;
    this.#queue = queue;
  }

  load(): void {
    for (const stored of this.#rows.live()) {
      this.#join(new AlertRecord(stored.alert, stored));
    }
  }

  find(key: AlertKey): TrackedAlert | undefined {
    return this.#record(key)?.alert;
  }

  /** An alert outside of a batch: it is not held on to. */
  peek(key: AlertKey): TrackedAlert | undefined {
    return (this.#records.get(key) ?? this.#rows.ended(key))?.alert;
  }

  get firingCount(): number {
    return this.#firingCount;
  }

  firing(): readonly TrackedAlert[] {
    const firing: TrackedAlert[] = [];
    for (const record of this.#records.values()) if (record?.fires) firing.push(record.alert);
    return firing;
  }

  firingOf(id: IncidentId): readonly TrackedAlert[] {
    return Array.from(this.#members.get(id)?.firing ?? [], ({ alert }) => alert);
  }

  /** Whether any alert of an incident fires. */
  fires(id: IncidentId): boolean {
    return (this.#members.get(id)?.firing.size ?? 0) > 0;
  }

  firingAfter(after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    return firstAfter(this.firing(), after, limit);
  }

  /** How many that fire inhibit a key. */
  inhibiting(key: string): number {
    return this.#inhibitions.inhibiting(key);
  }

  inhibitedBy(key: string, after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    const inhibited = Array.from(this.#inhibitions.inhibitedBy(key), ({ alert }) => alert);
    return firstAfter(inhibited, after, limit);
  }

  /** Those that fire first, then the newest. */
  of(id: IncidentId, limit: number): readonly TrackedAlert[] {
    const firing = least(this.firingOf(id), limit, newestFirst);
    if (firing.length >= limit) return firing;
    return [...firing, ...this.#rows.endedOf(id, limit - firing.length)];
  }

  /** Answers the incident that it belonged to before; for a new one, that of now. */
  put(alert: TrackedAlert): IncidentId {
    const record = this.#record(alert.key) ?? new AlertRecord(alert, null);
    const before = record.alert.incident;
    if (record.isHeld && staysPut(record.alert, alert)) {
      record.alert = alert;
      this.#queue.schedule(record);
    } else this.#move(record, alert);
    this.#changed(record);
    return before;
  }

  get isSaved(): boolean {
    return this.#unsaved.length === 0;
  }

  /** Saves what changed; `numbers` knows the incidents that were saved before. */
  save(numbers: Numbers): void {
    for (const record of this.#unsaved) this.#save(record, numbers);
    this.#unsaved = [];
  }

  /** Lets go of the alerts of incidents that are no longer live, and of what was only looked up. */
  settle(left: readonly IncidentId[]): void {
    for (const key of this.#lookedUp) {
      if (!this.#records.get(key)?.isHeld) this.#records.delete(key);
    }
    this.#lookedUp = [];
    for (const id of left) {
      for (const record of this.#members.get(id)?.ended ?? []) {
        this.#records.delete(record.alert.key);
      }
      this.#members.delete(id);
    }
  }

  #record(key: AlertKey): AlertRecord | null {
    const known = this.#records.get(key);
    return known === undefined ? this.#lookUp(key) : known;
  }

  #lookUp(key: AlertKey): AlertRecord | null {
    const stored = this.#rows.ended(key);
    const record = stored ? new AlertRecord(stored.alert, stored) : null;
    this.#records.set(key, record);
    this.#lookedUp.push(key);
    return record;
  }

  #changed(record: AlertRecord): void {
    if (!record.isSaved) return;
    record.isSaved = false;
    this.#unsaved.push(record);
  }

  #move(record: AlertRecord, alert: TrackedAlert): void {
    if (record.isHeld) this.#leave(record);
    record.alert = alert;
    this.#join(record);
  }

  #join(record: AlertRecord): void {
    const members = this.#membersOf(record.alert.incident);
    this.#records.set(record.alert.key, record);
    record.isHeld = true;
    if (record.fires) {
      members.firing.add(record);
      this.#firingCount += 1;
      this.#inhibitions.add(record, record.alert.inhibition);
      this.#queue.schedule(record);
    } else {
      members.ended ??= new Set();
      members.ended.add(record);
    }
  }

  #leave(record: AlertRecord): void {
    const members = this.#members.get(record.alert.incident);
    if (record.fires) {
      this.#firingCount -= 1;
      this.#inhibitions.remove(record, record.alert.inhibition);
    }
    members?.firing.delete(record);
    members?.ended?.delete(record);
  }

  #membersOf(id: IncidentId): Members {
    let members = this.#members.get(id);
    if (!members) {
      members = { firing: new Set(), ended: null };
      this.#members.set(id, members);
    }
    return members;
  }

  #save(record: AlertRecord, numbers: Numbers): void {
    const { alert, saved, rowId } = record;
    if (saved) this.#rows.update({ rowId, alert: saved }, alert, numbers);
    else record.rowId = this.#rows.insert(alert, numbers);
    record.saved = alert;
    record.isSaved = true;
  }
}

function staysPut(before: TrackedAlert, after: TrackedAlert): boolean {
  return (
    before.incident === after.incident &&
    before.status === after.status &&
    before.inhibition === after.inhibition
  );
}

function byKey(a: TrackedAlert, b: TrackedAlert): number {
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}

function firstAfter(alerts: readonly TrackedAlert[], after: AlertKey | null, limit: number) {
  const later = alerts.filter(({ key }) => after === null || key > after);
  return least(later, limit, byKey);
}

function newestFirst(a: TrackedAlert, b: TrackedAlert): number {
  return b.lastSeenAt - a.lastSeenAt || byKey(a, b);
}
