import type { Delivery, Subject } from '../../../domain/delivery.ts';
import { type Incident, type IncidentId, isOpen } from '../../../domain/incident.ts';
import type { StoredIncident } from '../rows/incidents.ts';
import { least } from './least.ts';
import { Listing } from './listing.ts';
import type { Lagging, PendingList } from './pending-list.ts';

/** One incident in memory with its delivery: as they are, and as they were saved last. */
export class Held implements Lagging {
  readonly id: IncidentId;
  /** Undefined while only its delivery is known. */
  incident: Incident | undefined;
  stored: StoredIncident | undefined;
  delivery: Delivery | undefined;
  storedDelivery: Delivery | undefined;

  constructor(id: IncidentId) {
    this.id = id;
  }

  get subject(): Subject | undefined {
    return this.incident && { type: 'incident', shown: this.incident };
  }
}

/** The incidents in memory, and the ways to find one. An incident never changes its id, number or group. */
export class HeldIncidents {
  readonly #byId = new Map<IncidentId, Held>();
  readonly #byNumber = new Map<number, Held>();
  readonly #byGroup = new Map<string, Held[]>();
  readonly #pending: PendingList;
  readonly #byStorm = new Listing<Held>();
  readonly #byDeploy = new Listing<Held>();
  #withheldCount = 0;

  constructor(pending: PendingList) {
    this.#pending = pending;
  }

  byId(id: IncidentId): Held | undefined {
    return this.#byId.get(id);
  }

  byNumber(number: number): Held | undefined {
    return this.#byNumber.get(number);
  }

  /** Of those in memory the open one of a group, or else the newest. */
  latestOf(groupKey: string): Incident | undefined {
    const group = (this.#byGroup.get(groupKey) ?? []).flatMap(({ incident }) => incident ?? []);
    return newestOf(group.filter(isOpen)) ?? newestOf(group);
  }

  /** Open ones that a storm withholds, by number. */
  withheldByStorm(storm: string, limit: number): readonly Incident[] {
    return least(incidentsOf(this.#byStorm.of(storm)), limit, byNumber);
  }

  /** Open ones that are muted until a deploy of this project, by number. */
  mutedUntilDeploy(project: string): readonly Incident[] {
    return incidentsOf(this.#byDeploy.of(project)).sort(byNumber);
  }

  /** How many are open and withheld. */
  get withheldCount(): number {
    return this.#withheldCount;
  }

  isPending(held: Held): boolean {
    return this.#pending.has(held);
  }

  add(id: IncidentId): Held {
    const held = new Held(id);
    this.#byId.set(id, held);
    return held;
  }

  setIncident(held: Held, incident: Incident): void {
    const before = held.incident;
    held.incident = incident;
    if (before === undefined) this.#index(held, incident);
    this.#byStorm.put(held, stormOf(incident));
    this.#byDeploy.put(held, deployOf(incident));
    this.#withheldCount += withheld(incident) - withheld(before);
    this.#pending.watch(held, incident);
  }

  setDelivery(held: Held, delivery: Delivery): void {
    held.delivery = delivery;
    this.#pending.watch(held, held.incident);
  }

  remove(held: Held): void {
    this.#pending.forget(held);
    this.#byStorm.put(held, null);
    this.#byDeploy.put(held, null);
    this.#withheldCount -= withheld(held.incident);
    this.#byId.delete(held.id);
    if (held.incident) this.#unindex(held, held.incident);
  }

  #index(held: Held, { number, groupKey }: Incident): void {
    this.#byNumber.set(number, held);
    const group = this.#byGroup.get(groupKey);
    if (group) group.push(held);
    else this.#byGroup.set(groupKey, [held]);
  }

  #unindex(held: Held, { number, groupKey }: Incident): void {
    this.#byNumber.delete(number);
    const rest = (this.#byGroup.get(groupKey) ?? []).filter((other) => other !== held);
    if (rest.length > 0) this.#byGroup.set(groupKey, rest);
    else this.#byGroup.delete(groupKey);
  }
}

/** The storm that withholds it, while it is open. */
function stormOf(incident: Incident): string | null {
  return incident.withheld === 'storm' && isOpen(incident) ? incident.withheldBy : null;
}

/** The project whose deploy ends its mute, while it is open. */
function deployOf(incident: Incident): string | null {
  const { mute, labels } = incident;
  if (mute === null || !isOpen(incident)) return null;
  return mute.early.some(({ when }) => when === 'deploy') ? (labels.service ?? null) : null;
}

function withheld(incident: Incident | undefined): number {
  return incident && incident.withheld !== null && isOpen(incident) ? 1 : 0;
}

function incidentsOf(held: Iterable<Held>): Incident[] {
  return Array.from(held).flatMap(({ incident }) => incident ?? []);
}

function byNumber(a: Incident, b: Incident): number {
  return a.number - b.number;
}

function newestOf(incidents: readonly Incident[]): Incident | undefined {
  return incidents.reduce<Incident | undefined>(
    (newest, incident) => (newest && newest.number > incident.number ? newest : incident),
    undefined,
  );
}
