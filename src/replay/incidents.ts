import { type Incident, type IncidentId, isOpen } from '../domain/incident.ts';

/** The incidents of a replay, with the ways to find one. */
export class Incidents {
  readonly #byId = new Map<IncidentId, Incident>();
  readonly #latest = new Map<string, IncidentId>();
  readonly #withheld = new Map<string, Set<IncidentId>>();

  find(id: IncidentId): Incident | undefined {
    return this.#byId.get(id);
  }

  all(): Iterable<Incident> {
    return this.#byId.values();
  }

  numbered(number: number): Incident | undefined {
    for (const incident of this.#byId.values()) if (incident.number === number) return incident;
    return undefined;
  }

  /** A group has one open incident at most, and that is the one that was opened last. */
  latestOf(groupKey: string): Incident | undefined {
    const id = this.#latest.get(groupKey);
    return id === undefined ? undefined : this.#byId.get(id);
  }

  withheldBy(storm: string, limit: number): readonly Incident[] {
    const ids = [...(this.#withheld.get(storm) ?? [])];
    return ids
      .flatMap((id) => this.#byId.get(id) ?? [])
      .sort((a, b) => a.number - b.number)
      .slice(0, limit);
  }

  put(incident: Incident): void {
    const before = this.#byId.get(incident.id);
    this.#byId.set(incident.id, incident);
    if (!before) this.#latest.set(incident.groupKey, incident.id);
    const [was, is] = [before && stormOf(before), stormOf(incident)];
    if (was === is) return;
    if (was) this.#withheld.get(was)?.delete(incident.id);
    if (is) this.#withheldOf(is).add(incident.id);
  }

  drop({ id, groupKey }: Incident): void {
    this.#byId.delete(id);
    if (this.#latest.get(groupKey) === id) this.#latest.delete(groupKey);
  }

  #withheldOf(storm: string): Set<IncidentId> {
    const known = this.#withheld.get(storm) ?? new Set();
    this.#withheld.set(storm, known);
    return known;
  }
}

/** The storm that withholds it while it is open. */
function stormOf(incident: Incident): string | null {
  return incident.withheld === 'storm' && isOpen(incident) ? incident.withheldBy : null;
}
