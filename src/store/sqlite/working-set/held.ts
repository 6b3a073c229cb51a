import { type Delivery, isPending } from '../../../domain/delivery.ts';
import { type Incident, type IncidentId, isOpen } from '../../../domain/incident.ts';
import type { StoredIncident } from '../rows/incidents.ts';

/** One incident in memory with its delivery: as they are, and as they were saved last. */
export interface Held {
  readonly id: IncidentId;
  /** Undefined while only its delivery is known. */
  incident: Incident | undefined;
  stored: StoredIncident | undefined;
  delivery: Delivery | undefined;
  storedDelivery: Delivery | undefined;
  /** The channel under which it is listed as pending. */
  pendingIn: string | null;
}

/** The incidents in memory, and the ways to find one. An incident never changes its id, number or group. */
export class HeldIncidents {
  readonly #byId = new Map<IncidentId, Held>();
  readonly #byNumber = new Map<number, Held>();
  readonly #byGroup = new Map<string, Held[]>();
  readonly #pending = new Map<string, Set<Held>>();
  #pendingCount = 0;

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

  pending(channel: string): Iterable<Held> {
    return this.#pending.get(channel) ?? [];
  }

  pendingChannels(): readonly string[] {
    return [...this.#pending.keys()].sort();
  }

  get pendingCount(): number {
    return this.#pendingCount;
  }

  add(id: IncidentId): Held {
    const nothing = { incident: undefined, stored: undefined };
    const held = {
      id,
      ...nothing,
      delivery: undefined,
      storedDelivery: undefined,
      pendingIn: null,
    };
    this.#byId.set(id, held);
    return held;
  }

  setIncident(held: Held, incident: Incident): void {
    const isNew = held.incident === undefined;
    held.incident = incident;
    if (isNew) this.#index(held, incident);
    this.#watch(held);
  }

  setDelivery(held: Held, delivery: Delivery): void {
    held.delivery = delivery;
    this.#watch(held);
  }

  remove(held: Held): void {
    this.#setPendingIn(held, null);
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

  /** Lists it as pending, or no longer. */
  #watch(held: Held): void {
    const { incident, delivery } = held;
    const lags = incident !== undefined && isPending(incident, delivery);
    this.#setPendingIn(held, lags ? incident.channel : null);
  }

  #setPendingIn(held: Held, channel: string | null): void {
    if (held.pendingIn === channel) return;
    if (held.pendingIn !== null) this.#unlist(held, held.pendingIn);
    if (channel !== null) this.#list(held, channel);
    held.pendingIn = channel;
  }

  #list(held: Held, channel: string): void {
    const listed = this.#pending.get(channel);
    if (listed) listed.add(held);
    else this.#pending.set(channel, new Set([held]));
    this.#pendingCount += 1;
  }

  #unlist(held: Held, channel: string): void {
    const listed = this.#pending.get(channel);
    listed?.delete(held);
    if (listed?.size === 0) this.#pending.delete(channel);
    this.#pendingCount -= 1;
  }
}

function newestOf(incidents: readonly Incident[]): Incident | undefined {
  return incidents.reduce<Incident | undefined>(
    (newest, incident) => (newest && newest.number > incident.number ? newest : incident),
    undefined,
  );
}
