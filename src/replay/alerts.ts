import type { AlertKey, TrackedAlert } from '../domain/alert.ts';
import type { IncidentId } from '../domain/incident.ts';

/** The alerts of a replay, with the ways to find those that fire. */
export class Alerts {
  readonly #byKey = new Map<AlertKey, TrackedAlert>();
  readonly #members = new Map<IncidentId, Set<AlertKey>>();
  readonly #firing = new Set<AlertKey>();
  readonly #inhibiting = new Map<string, number>();
  readonly #inhibited = new Map<string, Set<AlertKey>>();
  /** The keys of those that fire, in order; null: not known now. */
  #sorted: readonly AlertKey[] | null = null;

  find(key: AlertKey): TrackedAlert | undefined {
    return this.#byKey.get(key);
  }

  put(alert: TrackedAlert): void {
    const { key, incident } = alert;
    const before = this.#byKey.get(key);
    this.#byKey.set(key, alert);
    if (before?.incident !== incident) this.#join(before, alert);
    if (before?.status !== alert.status) this.#turn(alert);
    if (before?.status !== alert.status || before.inhibition !== alert.inhibition) {
      if (before?.status === 'firing') this.#countInhibition(before, -1);
      if (alert.status === 'firing') this.#countInhibition(alert, 1);
    }
  }

  firingOf(id: IncidentId): readonly TrackedAlert[] {
    return this.#all(this.#members.get(id) ?? []).filter(({ status }) => status === 'firing');
  }

  firingAfter(after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    this.#sorted ??= [...this.#firing].sort();
    const from = after === null ? 0 : firstAfter(this.#sorted, after);
    return this.#all(this.#sorted.slice(from, from + limit));
  }

  inhibiting(key: string): number {
    return this.#inhibiting.get(key) ?? 0;
  }

  inhibitedBy(key: string, after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    const keys = [...(this.#inhibited.get(key) ?? [])].sort();
    const from = after === null ? 0 : firstAfter(keys, after);
    return this.#all(keys.slice(from, from + limit));
  }

  /** Forgets the alerts of an incident that none fires of. */
  drop(id: IncidentId): void {
    for (const key of this.#members.get(id) ?? []) this.#byKey.delete(key);
    this.#members.delete(id);
  }

  #all(keys: Iterable<AlertKey>): readonly TrackedAlert[] {
    const found: TrackedAlert[] = [];
    for (const key of keys) {
      const alert = this.#byKey.get(key);
      if (alert) found.push(alert);
    }
    return found;
  }

  #join(before: TrackedAlert | undefined, { key, incident }: TrackedAlert): void {
    if (before) this.#members.get(before.incident)?.delete(key);
    addTo(this.#members, incident, key);
  }

  #turn({ key, status }: TrackedAlert): void {
    if (status === 'firing') this.#firing.add(key);
    else this.#firing.delete(key);
    this.#sorted = null;
  }

  #countInhibition({ key, inhibition }: TrackedAlert, by: 1 | -1): void {
    for (const each of inhibition.inhibits) {
      const count = this.inhibiting(each) + by;
      if (count > 0) this.#inhibiting.set(each, count);
      else this.#inhibiting.delete(each);
    }
    for (const each of inhibition.inhibitedBy) {
      if (by === 1) addTo(this.#inhibited, each, key);
      else takeFrom(this.#inhibited, each, key);
    }
  }
}

function addTo<K>(sets: Map<K, Set<AlertKey>>, name: K, key: AlertKey): void {
  const set = sets.get(name);
  if (set) set.add(key);
  else sets.set(name, new Set([key]));
}

function takeFrom<K>(sets: Map<K, Set<AlertKey>>, name: K, key: AlertKey): void {
  const set = sets.get(name);
  set?.delete(key);
  if (set?.size === 0) sets.delete(name);
}

/** Where the first key behind `after` stands among sorted ones. */
function firstAfter(keys: readonly AlertKey[], after: AlertKey): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? after) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
