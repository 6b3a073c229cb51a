import { type Incident, type IncidentId, isOpen } from '../../../domain/incident.ts';

/** The incidents that a group's latest may be among: those that are stored, and those that this batch changed. */
export class Groups {
  readonly #stored: ReadonlyMap<string, readonly IncidentId[]>;
  readonly #changed = new Map<string, Set<IncidentId>>();

  constructor(stored: ReadonlyMap<string, readonly IncidentId[]>) {
    this.#stored = stored;
  }

  put({ groupKey, id }: Incident): void {
    const changed = this.#changed.get(groupKey) ?? new Set();
    changed.add(id);
    this.#changed.set(groupKey, changed);
  }

  /** The open one, or else the newest. */
  latest(
    groupKey: string,
    incident: (id: IncidentId) => Incident | undefined,
  ): Incident | undefined {
    const ids = new Set(this.#stored.get(groupKey));
    for (const id of this.#changed.get(groupKey) ?? []) ids.add(id);
    const newestFirst = Array.from(ids, incident)
      .filter((each) => each !== undefined)
      .sort((a, b) => b.number - a.number);
    return newestFirst.find(isOpen) ?? newestFirst[0];
  }
}
