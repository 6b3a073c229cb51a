import type { Delivery } from '../../../domain/delivery.ts';
import { type Incident, type IncidentId, isOpen } from '../../../domain/incident.ts';
import type { StoreCounts } from '../../store.ts';
import type { DeliveryRows } from '../rows/deliveries.ts';
import type { IncidentRows, StoredIncident } from '../rows/incidents.ts';
import { type Held, HeldIncidents } from './held.ts';
import type { PendingList } from './pending-list.ts';

/**
 * The live incidents with their deliveries: those that are open, have an alert that fires, or that Slack lags behind
 * with. Others are looked up and held for one batch.
 */
export class Incidents {
  readonly #rows: IncidentRows;
  readonly #deliveries: DeliveryRows;
  readonly #held: HeldIncidents;
  /** Those that the present batch changed or looked up. */
  #touched = new Set<Held>();
  #lastTouched: IncidentId | null = null;
  #counts = { triggered: 0, acknowledged: 0, resolved: 0 };
  #lastNumber = 0;
  #isSaved = true;

  constructor(rows: IncidentRows, deliveries: DeliveryRows, pending: PendingList) {
    this.#rows = rows;
    this.#deliveries = deliveries;
    this.#held = new HeldIncidents(pending);
  }

  load(): void {
    for (const stored of this.#rows.live()) this.#hold(stored);
    for (const delivery of this.#deliveries.live()) {
      const held = this.#held.byId(delivery.subject);
      if (held) this.#holdDelivery(held, delivery);
    }
    this.#counts = this.#rows.countByStatus();
    this.#lastNumber = this.#rows.lastNumber();
  }

  find(id: IncidentId): Incident | undefined {
    return this.#visit(id)?.incident;
  }

  numbered(number: number): Incident | undefined {
    const held = this.#held.byNumber(number);
    if (held) return held.incident;
    const stored = this.#rows.byNumber(number);
    return stored && this.#visitStored(stored).incident;
  }

  /** The open one of a group, or else the newest. */
  latestOf(groupKey: string): Incident | undefined {
    const newest = this.#held.latestOf(groupKey);
    if (newest && isOpen(newest)) return newest;
    const stored = this.#rows.latestOf(groupKey);
    if (!stored || (newest && newest.number >= stored.incident.number)) return newest;
    return this.#visitStored(stored).incident;
  }

  deliveryOf(id: IncidentId): Delivery | undefined {
    return this.#visit(id)?.delivery;
  }

  /** An incident outside of a batch: it is not held on to. */
  peek(id: IncidentId): Incident | undefined {
    return this.#held.byId(id)?.incident ?? this.#rows.byId(id)?.incident;
  }

  peekNumbered(number: number): Incident | undefined {
    return this.#held.byNumber(number)?.incident ?? this.#rows.byNumber(number)?.incident;
  }

  peekDelivery(id: IncidentId): Delivery | undefined {
    const held = this.#held.byId(id);
    return held ? held.delivery : this.#deliveries.of(id);
  }

  withheldByStorm(storm: string, limit: number): readonly Incident[] {
    return this.#held.withheldByStorm(storm, limit);
  }

  mutedUntilDeploy(project: string): readonly Incident[] {
    return this.#held.mutedUntilDeploy(project);
  }

  counts(): Omit<StoreCounts, 'firingAlerts' | 'pending'> {
    return { ...this.#counts, withheld: this.#held.withheldCount };
  }

  /** The number of one that the present batch changed or looked up; 0, which no incident has, for any other. */
  numberOf(id: IncidentId): number {
    return this.#held.byId(id)?.incident?.number ?? 0;
  }

  nextNumber(): number {
    this.#lastNumber += 1;
    return this.#lastNumber;
  }

  put(incident: Incident): void {
    this.#held.setIncident(this.#visitOrAdd(incident.id), incident);
    this.#lastNumber = Math.max(this.#lastNumber, incident.number);
    this.#isSaved = false;
  }

  putDelivery(delivery: Delivery): void {
    this.#held.setDelivery(this.#visitOrAdd(delivery.subject), delivery);
    this.#isSaved = false;
  }

  /** Takes note that an alert of the incident changed, which may make it live or not. */
  touch(id: IncidentId): void {
    // Alerts of one incident come together.
    if (id === this.#lastTouched) return;
    this.#visit(id);
    this.#lastTouched = id;
  }

  /** Takes note that one was deleted that was over. */
  forgetResolved(count: number): void {
    this.#counts.resolved -= count;
  }

  get isSaved(): boolean {
    return this.#isSaved;
  }

  /** Saves what changed; `fires` says whether any alert of an incident fires. */
  save(fires: (id: IncidentId) => boolean): void {
    for (const held of this.#touched) {
      if (held.incident) this.#save(held, held.incident, this.#isLive(held, held.incident, fires));
      this.#saveDelivery(held);
    }
    this.#isSaved = true;
  }

  /** Lets go of those that are not live, and answers which. */
  settle(): readonly IncidentId[] {
    const left = Array.from(this.#touched).filter(({ stored }) => !stored?.live);
    for (const held of left) this.#held.remove(held);
    this.#touched = new Set();
    this.#lastTouched = null;
    return left.map(({ id }) => id);
  }

  #visit(id: IncidentId): Held | undefined {
    const held = this.#held.byId(id);
    if (held) {
      this.#touched.add(held);
      return held;
    }
    const stored = this.#rows.byId(id);
    return stored && this.#visitStored(stored);
  }

  /** What is in memory already is newer than what was read. */
  #visitStored(stored: StoredIncident): Held {
    const known = this.#held.byId(stored.incident.id);
    const held = known ?? this.#hold(stored);
    const delivery = known ? undefined : this.#deliveries.of(held.id);
    if (delivery) this.#holdDelivery(held, delivery);
    this.#touched.add(held);
    return held;
  }

  #visitOrAdd(id: IncidentId): Held {
    const held = this.#visit(id) ?? this.#held.add(id);
    this.#touched.add(held);
    return held;
  }

  #hold(stored: StoredIncident): Held {
    const held = this.#held.add(stored.incident.id);
    held.stored = stored;
    this.#held.setIncident(held, stored.incident);
    return held;
  }

  #holdDelivery(held: Held, delivery: Delivery): void {
    held.storedDelivery = delivery;
    this.#held.setDelivery(held, delivery);
  }

  #save(held: Held, incident: Incident, live: boolean): void {
    const { stored } = held;
    if (!stored) this.#rows.insert(incident, live);
    else if (stored.incident !== incident) this.#rows.update(stored.incident, incident);
    if (stored && stored.live !== live) this.#rows.setLive(incident.number, live);
    if (stored) this.#counts[stored.incident.status] -= 1;
    this.#counts[incident.status] += 1;
    held.stored = { incident, live };
  }

  #saveDelivery(held: Held): void {
    if (held.delivery === undefined || held.delivery === held.storedDelivery) return;
    this.#deliveries.save(held.delivery);
    held.storedDelivery = held.delivery;
  }

  /** Whether it stays in memory. */
  #isLive(held: Held, incident: Incident, fires: (id: IncidentId) => boolean): boolean {
    return isOpen(incident) || this.#held.isPending(held) || fires(held.id);
  }
}
