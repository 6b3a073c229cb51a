import type { AlertKey, TrackedAlert } from '../domain/alert.ts';
import type { Change, Snapshot } from '../domain/decision.ts';
import type { ErrorGroup } from '../domain/error-group.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { Silence } from '../domain/silence.ts';
import type { Pace, Storm } from '../domain/storm.ts';
import type { Instant } from '../domain/time.ts';
import type { Due, Timer, TimerId } from '../domain/timer.ts';
import { Agenda } from './agenda.ts';
import { Alerts } from './alerts.ts';
import { Incidents } from './incidents.ts';
import { Silences } from './silences.ts';

/** The state of a replay, in memory: what deciding needs, and nothing of what Slack shows. */
export class ReplayState implements Snapshot {
  readonly #alerts = new Alerts();
  readonly #incidents = new Incidents();
  readonly #agenda = new Agenda((key) => this.#alerts.find(key));
  readonly #paces = new Map<string, Pace>();
  readonly #storms = new Map<string, Storm>();
  readonly #silences: Silences;
  #lastNumber = 0;

  constructor(silences: readonly Silence[]) {
    this.#silences = new Silences(silences);
    for (const { id, startsAt } of this.#silences.all()) {
      this.#agenda.set({ kind: 'silence', subject: id, at: startsAt });
    }
  }

  /** Makes one change so. */
  apply(change: Change): void {
    switch (change.type) {
      case 'alert':
        this.#alerts.put(change.alert);
        this.#agenda.watch(change.alert);
        return;
      case 'incident':
        this.#incidents.put(change.incident);
        return;
      case 'silence':
        this.#silences.put(change.silence);
        return;
      case 'timer':
        this.#agenda.set(change.timer);
        return;
      case 'timer-off':
        this.#agenda.clear(change);
        return;
      case 'pace':
        this.#paces.set(change.pace.channel, change.pace);
        return;
      case 'storm':
        this.#storms.set(change.storm.id, change.storm);
        return;
      // Nothing that is decided depends on these.
      case 'entry':
      case 'delivery':
      case 'notice':
      case 'recorded':
      case 'error-group':
      case 'error-sample':
      case 'release':
        return;
    }
  }

  nextDueAt(): Instant | null {
    return this.#agenda.nextAt();
  }

  timer(id: TimerId): Timer | undefined {
    return this.#agenda.timer(id);
  }

  /** Takes out what is due at `now`, the earliest first. */
  takeDue(now: Instant, limit: number): readonly Due[] {
    return this.#agenda.take(now, limit);
  }

  incidents(): Iterable<Incident> {
    return this.#incidents.all();
  }

  /** Forgets an incident that cannot come back, with its alerts. */
  drop(incident: Incident): void {
    this.#incidents.drop(incident);
    this.#alerts.drop(incident.id);
  }

  alert(key: AlertKey): TrackedAlert | undefined {
    return this.#alerts.find(key);
  }

  incident(id: IncidentId): Incident | undefined {
    return this.#incidents.find(id);
  }

  incidentNumbered(number: number): Incident | undefined {
    return this.#incidents.numbered(number);
  }

  latestOf(groupKey: string): Incident | undefined {
    return this.#incidents.latestOf(groupKey);
  }

  firingOf(id: IncidentId): readonly TrackedAlert[] {
    return this.#alerts.firingOf(id);
  }

  firingAfter(after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    return this.#alerts.firingAfter(after, limit);
  }

  silence(id: string): Silence | undefined {
    return this.#silences.find(id);
  }

  silences(now: Instant): readonly Silence[] {
    return this.#silences.at(now);
  }

  inhibiting(key: string): number {
    return this.#alerts.inhibiting(key);
  }

  inhibitedBy(key: string, after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    return this.#alerts.inhibitedBy(key, after, limit);
  }

  pace(channel: string): Pace | undefined {
    return this.#paces.get(channel);
  }

  storm(id: string): Storm | undefined {
    return this.#storms.get(id);
  }

  withheldByStorm(storm: string, limit: number): readonly Incident[] {
    return this.#incidents.withheldBy(storm, limit);
  }

  /** Mutes are people's, who are not replayed. */
  mutedUntilDeploy(): readonly Incident[] {
    return [];
  }

  delivery(): undefined {
    return undefined;
  }

  /** Recordings say which group an error belongs to, and nothing more of it. */
  errorGroup(): undefined {
    return undefined;
  }

  mergedInto(): readonly ErrorGroup[] {
    return [];
  }

  hasEvent(): boolean {
    return false;
  }

  release(): undefined {
    return undefined;
  }

  newestRelease(): undefined {
    return undefined;
  }

  nextNumber(): number {
    this.#lastNumber += 1;
    return this.#lastNumber;
  }
}
