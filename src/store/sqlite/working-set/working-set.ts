import type { TrackedAlert } from '../../../domain/alert.ts';
import type { Change, Snapshot } from '../../../domain/decision.ts';
import type { TimelineEntry } from '../../../domain/timeline.ts';
import type { Rows } from '../rows/rows.ts';
import { Alerts } from './alerts.ts';
import { DueQueue } from './due-queue.ts';
import { Incidents } from './incidents.ts';
import { Silences } from './silences.ts';
import { Timers } from './timers.ts';

/**
 * The part of the state that decisions need again and again, in memory. Changes are made here first; `save` writes the
 * rows that differ, within the caller's transaction, and `settle` lets go of what is no longer needed.
 */
export class WorkingSet {
  readonly queue = new DueQueue();
  readonly alerts: Alerts;
  readonly incidents: Incidents;
  readonly silences: Silences;
  readonly timers: Timers;
  readonly snapshot: Snapshot;
  readonly #rows: Rows;
  #entries: TimelineEntry[] = [];

  constructor(rows: Rows) {
    this.#rows = rows;
    this.alerts = new Alerts(rows.alerts, this.queue);
    this.incidents = new Incidents(rows.incidents, rows.deliveries);
    this.silences = new Silences(rows.silences);
    this.timers = new Timers(rows.timers, this.queue);
    this.snapshot = snapshotOf(this);
    this.incidents.load();
    this.alerts.load();
    this.timers.load();
  }

  /** Makes one change so, in memory. */
  apply(change: Change): void {
    switch (change.type) {
      case 'alert':
        this.#putAlert(change.alert);
        break;
      case 'incident':
        this.incidents.put(change.incident);
        break;
      case 'entry':
        this.#entries.push(change.entry);
        break;
      case 'silence':
        this.silences.put(change.silence);
        break;
      case 'timer':
        this.timers.put(change.timer);
        break;
      case 'timer-off':
        this.timers.turnOff(change);
        break;
      case 'delivery':
        this.incidents.putDelivery(change.delivery);
        break;
    }
  }

  get isSaved(): boolean {
    const parts = [this.alerts, this.incidents, this.silences, this.timers];
    return this.#entries.length === 0 && parts.every(({ isSaved }) => isSaved);
  }

  /** Writes all that changed. Incidents come first, since other rows refer to them. */
  save(): void {
    this.incidents.save((id) => this.alerts.fires(id));
    this.alerts.save();
    for (const entry of this.#entries) this.#rows.timeline.save(entry);
    this.#entries = [];
    this.silences.save();
    this.timers.save();
  }

  /** Lets go of what the batch only looked up, and of incidents that are over and told. */
  settle(): void {
    this.alerts.settle(this.incidents.settle());
  }

  #putAlert(alert: TrackedAlert): void {
    const before = this.alerts.find(alert.key);
    this.alerts.put(alert);
    this.incidents.touch(alert.incident);
    if (before && before.incident !== alert.incident) this.incidents.touch(before.incident);
  }
}

function snapshotOf({ alerts, incidents, silences }: WorkingSet): Snapshot {
  return {
    alert: (key) => alerts.find(key),
    incident: (id) => incidents.find(id),
    incidentNumbered: (number) => incidents.numbered(number),
    latestOf: (groupKey) => incidents.latestOf(groupKey),
    firingOf: (id) => alerts.firingOf(id),
    firingAfter: (after, limit) => alerts.firingAfter(after, limit),
    silence: (id) => silences.find(id),
    silences: (now) => silences.at(now),
    delivery: (id) => incidents.deliveryOf(id),
    nextNumber: () => incidents.nextNumber(),
  };
}
