import type { AlertKey, TrackedAlert } from '../../../domain/alert.ts';
import type { Change, Snapshot } from '../../../domain/decision.ts';
import type { Delivery, Subject } from '../../../domain/delivery.ts';
import type { EventId } from '../../../domain/error-event.ts';
import type { ErrorGroup, ErrorGroupId, Release, ReleaseId } from '../../../domain/error-group.ts';
import type { Incident, IncidentId } from '../../../domain/incident.ts';
import type { Silence } from '../../../domain/silence.ts';
import type { Pace, Storm } from '../../../domain/storm.ts';
import type { Instant } from '../../../domain/time.ts';
import { type Timer, type TimerId, timerKey } from '../../../domain/timer.ts';
import { isErrorChange, type OtherChange } from '../../errors.ts';
import { Changed } from './changed.ts';
import { ErrorPicture } from './error-picture.ts';
import { Firing } from './firing.ts';
import { Groups } from './groups.ts';
import type { Listed, Loaded } from './loaded.ts';
import { noteChanges } from './needs.ts';
import { type ListQuery, Wanted } from './wanted.ts';

const NOTHING_LISTED: Listed = { alerts: [], incidents: [] };

/**
 * What is loaded, with the changes of the batch so far. What a decision reads that is not loaded counts as not there, and
 * is noted: then what was decided is worth nothing, and is decided again once that is loaded.
 */
export class Picture implements Snapshot {
  readonly changed = new Changed();
  /** What was read or changed without being locked and loaded. */
  readonly wanted = new Wanted();
  /** Whether a list over everything was asked for by a transaction that is not alone with the state. */
  wantsToBeAlone = false;
  readonly #loaded: Loaded;
  readonly #groups: Groups;
  readonly #firing: Firing;
  readonly #errors: ErrorPicture;
  /** Of the incidents that this batch changed. */
  readonly #numbers = new Map<number, IncidentId>();
  /** Numbers that decisions of this batch got. */
  readonly #given = new Set<number>();

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
    this.#groups = new Groups(loaded.groups);
    this.#firing = new Firing(loaded.firing);
    this.#errors = new ErrorPicture(loaded, this);
    this.changed.lastNumber = loaded.lastNumber ?? 0;
  }

  alert(key: AlertKey): TrackedAlert | undefined {
    if (!this.#loaded.alerts.has(key)) this.wanted.alerts.add(key);
    return this.changed.alerts.get(key) ?? this.#loaded.alerts.get(key);
  }

  incident(id: IncidentId): Incident | undefined {
    const subject = this.#subject(id);
    return subject?.type === 'incident' ? subject.shown : undefined;
  }

  storm(id: string): Storm | undefined {
    const subject = this.#subject(id);
    return subject?.type === 'storm' ? subject.shown : undefined;
  }

  #subject(id: string): Subject | undefined {
    const changed = this.changed.subjects.get(id);
    if (changed) return changed;
    const stored = this.#loaded.subjects.get(id);
    if (!stored) this.wanted.subjects.add(id);
    return stored?.subject;
  }

  delivery(id: string): Delivery | undefined {
    const changed = this.changed.deliveries.get(id);
    if (changed || this.changed.created.has(id)) return changed;
    const stored = this.#loaded.subjects.get(id);
    if (!stored) this.wanted.subjects.add(id);
    return stored?.delivery;
  }

  incidentNumbered(number: number): Incident | undefined {
    const changed = this.#numbers.get(number);
    if (changed !== undefined) return this.incident(changed);
    if (!this.#loaded.numbers.has(number)) this.wanted.numbers.add(number);
    const id = this.#loaded.numbers.get(number);
    return id === undefined ? undefined : this.incident(id);
  }

  latestOf(groupKey: string): Incident | undefined {
    if (!this.#loaded.groups.has(groupKey)) this.wanted.groups.add(groupKey);
    return this.#groups.latest(groupKey, (id) => this.incident(id));
  }

  firingOf(id: IncidentId): readonly TrackedAlert[] {
    const isKnown = this.#loaded.firing.has(id) || this.changed.created.has(id);
    if (!isKnown) this.wanted.firing.add(id);
    return this.#firing.of(id);
  }

  firingAfter(after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    return this.#listed({ of: 'firing', after, limit }).alerts;
  }

  silence(id: string): Silence | undefined {
    if (!this.#loaded.silences.has(id)) this.wanted.silences.add(id);
    return this.changed.silences.get(id) ?? this.#loaded.silences.get(id);
  }

  silences(now: Instant): readonly Silence[] {
    if (now < this.#loaded.silencesFrom) this.wanted.addSilencesFrom(now);
    const all = new Map(this.#loaded.silences);
    for (const [id, silence] of this.changed.silences) all.set(id, silence);
    return [...all.values()]
      .filter((each) => each !== undefined)
      .filter(({ endsAt }) => endsAt > now);
  }

  inhibiting(key: string): number {
    const stored = this.#loaded.inhibiting.get(key);
    if (stored === undefined) this.wanted.inhibiting.add(key);
    return (stored ?? 0) + this.#firing.inhibitingMore(key);
  }

  inhibitedBy(key: string, after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    return this.#listed({ of: 'inhibited', key, after, limit }).alerts;
  }

  withheldByStorm(storm: string, limit: number): readonly Incident[] {
    return this.#listed({ of: 'withheld', storm, limit }).incidents;
  }

  mutedUntilDeploy(project: string): readonly Incident[] {
    return this.#listed({ of: 'muted', project }).incidents;
  }

  #listed(asked: ListQuery): Listed {
    const { lists } = this.#loaded;
    const name = JSON.stringify(asked);
    const known = lists?.get(name);
    if (!lists) this.wantsToBeAlone = true;
    else if (!known) this.wanted.lists.set(name, asked);
    return known ?? NOTHING_LISTED;
  }

  pace(channel: string): Pace | undefined {
    if (!this.#loaded.paces.has(channel)) this.wanted.paces.add(channel);
    return this.changed.paces.get(channel) ?? this.#loaded.paces.get(channel);
  }

  timer(id: TimerId): Timer | undefined {
    const key = timerKey(id);
    const changed = this.changed.timers.get(key);
    if (changed) return 'off' in changed ? undefined : changed;
    if (!this.#loaded.timers.has(key) && !this.changed.created.has(id.subject)) {
      this.wanted.addTimer(id);
    }
    return this.#loaded.timers.get(key);
  }

  errorGroup(id: ErrorGroupId): ErrorGroup | undefined {
    return this.#errors.group(id);
  }

  mergedInto(id: ErrorGroupId): readonly ErrorGroup[] {
    return this.#errors.mergedInto(id);
  }

  hasEvent(id: EventId): boolean {
    return this.#errors.hasEvent(id);
  }

  release(id: ReleaseId): Release | undefined {
    return this.#errors.release(id);
  }

  newestRelease(project: string): Release | undefined {
    return this.#errors.newestRelease(project);
  }

  nextNumber(): number {
    if (this.#loaded.lastNumber === null) this.wanted.number = true;
    this.changed.lastNumber += 1;
    this.#given.add(this.changed.lastNumber);
    return this.changed.lastNumber;
  }

  /** Makes the changes of one decision so. */
  apply(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.type === 'incident' && this.#given.has(change.incident.number)) {
        this.changed.created.add(change.incident.id);
      }
    }
    for (const change of changes) {
      if (isErrorChange(change)) {
        this.#errors.put(change);
        continue;
      }
      noteChanges(change, { picture: this, loaded: this.#loaded });
      this.#put(change);
    }
  }

  #put(change: OtherChange): void {
    const { changed } = this;
    if (change.type === 'alert') this.#putAlert(change.alert);
    else if (change.type === 'incident') this.#putIncident(change.incident);
    else if (change.type === 'storm') putSubject(changed, { type: 'storm', shown: change.storm });
    else if (change.type === 'notice')
      putSubject(changed, { type: 'notice', shown: change.notice });
    else putSmall(changed, change);
  }

  #putIncident(incident: Incident): void {
    const { id, number } = incident;
    this.#numbers.set(number, id);
    this.#groups.put(incident);
    // Also where it has a number that nobody was given, as a copy has.
    this.changed.lastNumber = Math.max(this.changed.lastNumber, number);
    putSubject(this.changed, { type: 'incident', shown: incident });
  }

  #putAlert(alert: TrackedAlert): void {
    const before = this.changed.alerts.get(alert.key) ?? this.#loaded.alerts.get(alert.key);
    this.#firing.put(before, alert);
    this.changed.alerts.set(alert.key, alert);
  }
}

function putSubject(changed: Changed, subject: Subject): void {
  changed.subjects.set(subject.shown.id, subject);
}

type Small = Exclude<OtherChange, { readonly type: 'alert' | 'incident' | 'storm' | 'notice' }>;

function putSmall(changed: Changed, change: Small): void {
  switch (change.type) {
    case 'entry':
      changed.entries.set(`${change.entry.seq} ${change.entry.incident}`, change.entry);
      return;
    case 'recorded':
      changed.recordings.push(change.recording);
      return;
    case 'silence':
      changed.silences.set(change.silence.id, change.silence);
      return;
    case 'delivery':
      changed.deliveries.set(change.delivery.subject, change.delivery);
      return;
    case 'pace':
      changed.paces.set(change.pace.channel, change.pace);
      return;
    case 'timer':
      changed.timers.set(timerKey(change.timer), change.timer);
      return;
    case 'timer-off':
      changed.timers.set(timerKey(change), { off: { kind: change.kind, subject: change.subject } });
      return;
  }
}
