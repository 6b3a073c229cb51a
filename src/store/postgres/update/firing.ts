import type { AlertKey, TrackedAlert } from '../../../domain/alert.ts';
import type { IncidentId } from '../../../domain/incident.ts';

type Alerts = ReadonlyMap<AlertKey, TrackedAlert>;

const NONE: Alerts = new Map();

/** What fires, by incident and by the keys that it inhibits, with the changes of a batch. */
export class Firing {
  readonly #stored: ReadonlyMap<IncidentId, Alerts>;
  readonly #changed = new Map<IncidentId, Map<AlertKey, TrackedAlert | null>>();
  /** By how much more than stored alerts inhibit a key, or less. */
  readonly #inhibiting = new Map<string, number>();

  constructor(stored: ReadonlyMap<IncidentId, Alerts>) {
    this.#stored = stored;
  }

  put(before: TrackedAlert | undefined, after: TrackedAlert): void {
    if (before) this.#note(before.incident, before.key, null);
    this.#note(after.incident, after.key, after.status === 'firing' ? after : null);
    for (const key of inhibitedWhileFiring(before)) this.#count(key, -1);
    for (const key of inhibitedWhileFiring(after)) this.#count(key, 1);
  }

  #note(incident: IncidentId, key: AlertKey, alert: TrackedAlert | null): void {
    const changed = this.#changed.get(incident) ?? new Map<AlertKey, TrackedAlert | null>();
    changed.set(key, alert);
    this.#changed.set(incident, changed);
  }

  #count(key: string, by: number): void {
    this.#inhibiting.set(key, (this.#inhibiting.get(key) ?? 0) + by);
  }

  of(incident: IncidentId): readonly TrackedAlert[] {
    const stored = this.#stored.get(incident) ?? NONE;
    const changed = this.#changed.get(incident);
    if (!changed) return [...stored.values()];
    const others = [...stored.values()].filter(({ key }) => !changed.has(key));
    return [...others, ...[...changed.values()].filter((alert) => alert !== null)];
  }

  inhibitingMore(key: string): number {
    return this.#inhibiting.get(key) ?? 0;
  }
}

/** The keys that an alert inhibits now. */
export function inhibitedWhileFiring(alert: TrackedAlert | undefined): readonly string[] {
  return alert?.status === 'firing' ? alert.inhibition.inhibits : [];
}
