import type { AlertKey } from '../../../domain/alert.ts';
import type { Scope } from '../../../domain/decision.ts';
import { type EventId, eventKey } from '../../../domain/error-event.ts';
import { type ErrorGroupId, type ReleaseId, releaseKey } from '../../../domain/error-group.ts';
import type { Instant } from '../../../domain/time.ts';
import { type TimerId, timerKey } from '../../../domain/timer.ts';

/** A list over everything: only a decision that is alone with the state may read one. */
export type ListQuery =
  | { readonly of: 'firing'; readonly after: AlertKey | null; readonly limit: number }
  | {
      readonly of: 'inhibited';
      readonly key: string;
      readonly after: AlertKey | null;
      readonly limit: number;
    }
  | { readonly of: 'withheld'; readonly storm: string; readonly limit: number }
  | { readonly of: 'muted'; readonly project: string };

/** The parts of the state that decisions read or change, and that are to be locked and loaded. */
export class Wanted {
  readonly alerts = new Set<AlertKey>();
  readonly groups = new Set<string>();
  /** Ids of incidents, storms and notices, with their deliveries. */
  readonly subjects = new Set<string>();
  readonly numbers = new Set<number>();
  /** Incidents whose firing alerts are read. */
  readonly firing = new Set<string>();
  readonly inhibiting = new Set<string>();
  readonly paces = new Set<string>();
  readonly timers = new Map<string, TimerId>();
  readonly errorGroups = new Set<ErrorGroupId>();
  /** Error groups of which those are read that were merged into them. */
  readonly merged = new Set<ErrorGroupId>();
  /** Events that may be kept already. */
  readonly events = new Map<string, EventId>();
  readonly releases = new Map<string, ReleaseId>();
  /** Projects of which so many releases are read, those that were first seen last. */
  readonly newest = new Map<string, number>();
  /** Projects whose releases are changed. */
  readonly releasesAlone = new Set<string>();
  readonly silences = new Set<string>();
  readonly lists = new Map<string, ListQuery>();
  /** Silences that end after this time; null: none are read. */
  silencesFrom: Instant | null = null;
  /** Whether silences are changed. */
  silencesAlone = false;
  /** Whether an incident gets a number. */
  number = false;

  get isEmpty(): boolean {
    return (
      this.#sets().every(({ size }) => size === 0) &&
      this.#maps().every(({ size }) => size === 0) &&
      this.silencesFrom === null &&
      !this.silencesAlone &&
      !this.number
    );
  }

  #sets(): readonly ReadonlySet<unknown>[] {
    const { alerts, groups, subjects, numbers, firing, inhibiting, paces, silences } = this;
    const { errorGroups, merged, releasesAlone } = this;
    const others = [errorGroups, merged, releasesAlone];
    return [alerts, groups, subjects, numbers, firing, inhibiting, paces, silences, ...others];
  }

  #maps(): readonly ReadonlyMap<string, unknown>[] {
    return [this.timers, this.lists, this.releases, this.newest, this.events];
  }

  /** Whether a lock that is shared would have to be had alone: two who wait for that wait for each other. */
  get mustBeginAnew(): boolean {
    return this.silencesAlone || this.releasesAlone.size > 0;
  }

  addEvent(id: EventId): void {
    this.events.set(eventKey(id), id);
  }

  addRelease(id: ReleaseId): void {
    this.releases.set(releaseKey(id), id);
  }

  addNewest(project: string, count: number): void {
    this.newest.set(project, Math.max(count, this.newest.get(project) ?? 0));
  }

  addTimer(id: TimerId): void {
    this.timers.set(timerKey(id), id);
  }

  addSilencesFrom(now: Instant): void {
    this.silencesFrom =
      this.silencesFrom !== null && this.silencesFrom < now ? this.silencesFrom : now;
  }

  /** What a scope names, apart from channels: of those most decisions have no need. */
  addScope(scope: Scope): void {
    addAll(this.alerts, scope.alertKeys);
    addAll(this.groups, scope.groupKeys);
    addAll(this.subjects, scope.incidents);
    addAll(this.numbers, scope.numbers);
    addAll(this.silences, scope.silences);
    addAll(this.errorGroups, scope.errorGroups);
    for (const event of scope.events) this.addEvent(event);
    for (const release of scope.releases) this.addRelease(release);
    for (const timer of scope.timers) this.addTimer(timer);
  }

  /** All that another one wants, lists excepted: those are read once. */
  addAll(other: Wanted): void {
    addAll(this.alerts, other.alerts);
    addAll(this.groups, other.groups);
    addAll(this.subjects, other.subjects);
    addAll(this.numbers, other.numbers);
    addAll(this.firing, other.firing);
    addAll(this.inhibiting, other.inhibiting);
    addAll(this.paces, other.paces);
    addAll(this.silences, other.silences);
    addAll(this.errorGroups, other.errorGroups);
    addAll(this.merged, other.merged);
    addAll(this.releasesAlone, other.releasesAlone);
    for (const [project, count] of other.newest) this.addNewest(project, count);
    for (const event of other.events.values()) this.addEvent(event);
    for (const release of other.releases.values()) this.addRelease(release);
    for (const [key, timer] of other.timers) this.timers.set(key, timer);
    if (other.silencesFrom !== null) this.addSilencesFrom(other.silencesFrom);
    this.silencesAlone ||= other.silencesAlone;
    this.number ||= other.number;
  }
}

function addAll<T>(to: Set<T>, items: Iterable<T>): void {
  for (const item of items) to.add(item);
}
