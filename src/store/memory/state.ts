import type { AlertKey, TrackedAlert } from '../../domain/alert.ts';
import type { Change, Snapshot } from '../../domain/decision.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { EventId } from '../../domain/error-event.ts';
import {
  type ErrorGroup,
  type ErrorGroupId,
  type Release,
  type ReleaseId,
  releaseKey,
} from '../../domain/error-group.ts';
import { type Incident, type IncidentId, isOpen } from '../../domain/incident.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Silence } from '../../domain/silence.ts';
import type { Pace, Storm } from '../../domain/storm.ts';
import type { Instant } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import { type Timer, type TimerId, timerKey } from '../../domain/timer.ts';
import { ErrorState } from './error-state.ts';
import { Recordings } from './recordings.ts';

/** The whole state as plain maps: the model that other stores are compared with. Clear before fast. */
export class MemoryState implements Snapshot {
  readonly alerts = new Map<AlertKey, TrackedAlert>();
  readonly incidents = new Map<IncidentId, Incident>();
  /** Of incidents and storms. */
  readonly entries = new Map<string, Map<number, TimelineEntry>>();
  readonly silenceById = new Map<string, Silence>();
  readonly timers = new Map<string, Timer>();
  readonly deliveries = new Map<string, Delivery>();
  readonly paces = new Map<string, Pace>();
  readonly storms = new Map<string, Storm>();
  readonly notices = new Map<string, Notice>();
  readonly recordings = new Recordings();
  readonly errors = new ErrorState();
  #lastNumber = 0;

  /** Makes one change so. */
  apply(change: Change): void {
    switch (change.type) {
      case 'alert':
        this.alerts.set(change.alert.key, change.alert);
        return;
      case 'incident':
        this.incidents.set(change.incident.id, change.incident);
        return;
      case 'entry':
        this.#putEntry(change.entry);
        return;
      case 'silence':
        this.silenceById.set(change.silence.id, change.silence);
        return;
      case 'timer':
        this.timers.set(timerKey(change.timer), change.timer);
        return;
      case 'timer-off':
        this.timers.delete(timerKey(change));
        return;
      case 'delivery':
        this.deliveries.set(change.delivery.subject, change.delivery);
        return;
      case 'pace':
        this.paces.set(change.pace.channel, change.pace);
        return;
      case 'storm':
        this.storms.set(change.storm.id, change.storm);
        return;
      case 'notice':
        this.notices.set(change.notice.id, change.notice);
        return;
      case 'recorded':
        this.recordings.put(change.recording);
        return;
      default:
        this.errors.put(change);
    }
  }

  #putEntry(entry: TimelineEntry): void {
    const entries = this.entries.get(entry.incident) ?? new Map<number, TimelineEntry>();
    entries.set(entry.seq, entry);
    this.entries.set(entry.incident, entries);
  }

  alert(key: AlertKey): TrackedAlert | undefined {
    return this.alerts.get(key);
  }

  incident(id: IncidentId): Incident | undefined {
    return this.incidents.get(id);
  }

  incidentNumbered(number: number): Incident | undefined {
    return [...this.incidents.values()].find((incident) => incident.number === number);
  }

  latestOf(groupKey: string): Incident | undefined {
    const group = [...this.incidents.values()]
      .filter((incident) => incident.groupKey === groupKey)
      .sort((a, b) => b.number - a.number);
    return group.find(isOpen) ?? group[0];
  }

  firingOf(id: IncidentId): readonly TrackedAlert[] {
    return this.firing().filter((alert) => alert.incident === id);
  }

  /** Every alert that fires, in the order of their keys. */
  firing(): readonly TrackedAlert[] {
    return [...this.alerts.values()]
      .filter((alert) => alert.status === 'firing')
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  firingAfter(after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    return firstAfter(this.firing(), after, limit);
  }

  silence(id: string): Silence | undefined {
    return this.silenceById.get(id);
  }

  silences(now: Instant): readonly Silence[] {
    return [...this.silenceById.values()].filter((silence) => silence.endsAt > now);
  }

  inhibiting(key: string): number {
    return this.firing().filter(({ inhibition }) => inhibition.inhibits.includes(key)).length;
  }

  inhibitedBy(key: string, after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    const inhibited = this.firing().filter(({ inhibition }) =>
      inhibition.inhibitedBy.includes(key),
    );
    return firstAfter(inhibited, after, limit);
  }

  pace(channel: string): Pace | undefined {
    return this.paces.get(channel);
  }

  storm(id: string): Storm | undefined {
    return this.storms.get(id);
  }

  withheldByStorm(storm: string, limit: number): readonly Incident[] {
    return this.#open()
      .filter(({ withheld, withheldBy }) => withheld === 'storm' && withheldBy === storm)
      .slice(0, limit);
  }

  mutedUntilDeploy(project: string): readonly Incident[] {
    return this.#open().filter(
      ({ mute, labels }) =>
        labels.service === project && mute?.early.some((end) => end.when === 'deploy'),
    );
  }

  timer(id: TimerId): Timer | undefined {
    return this.timers.get(timerKey(id));
  }

  delivery(id: string): Delivery | undefined {
    return this.deliveries.get(id);
  }

  errorGroup(id: ErrorGroupId): ErrorGroup | undefined {
    return this.errors.groups.get(id);
  }

  mergedInto(id: ErrorGroupId): readonly ErrorGroup[] {
    return this.errors.mergedInto(id);
  }

  hasEvent(id: EventId): boolean {
    return this.errors.hasEvent(id);
  }

  release(id: ReleaseId): Release | undefined {
    return this.errors.releases.get(releaseKey(id));
  }

  newestRelease(project: string): Release | undefined {
    return this.errors.releasesOf(project)[0];
  }

  nextNumber(): number {
    this.#lastNumber += 1;
    return this.#lastNumber;
  }

  #open(): readonly Incident[] {
    return [...this.incidents.values()].filter(isOpen).sort((a, b) => a.number - b.number);
  }
}

function firstAfter(alerts: readonly TrackedAlert[], after: AlertKey | null, limit: number) {
  return alerts.filter(({ key }) => after === null || key > after).slice(0, limit);
}
