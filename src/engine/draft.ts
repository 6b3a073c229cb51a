import type { AlertKey, TrackedAlert } from '../domain/alert.ts';
import type { Change, Snapshot } from '../domain/decision.ts';
import { type Incident, type IncidentId, isOpen } from '../domain/incident.ts';
import type { Notice } from '../domain/notice.ts';
import type { Policy, Route } from '../domain/policy.ts';
import type { Recording } from '../domain/recording.ts';
import type { Silence } from '../domain/silence.ts';
import type { Pace, Storm } from '../domain/storm.ts';
import type { Instant } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import { type Timer, type TimerId, type TimerKind, timerKey } from '../domain/timer.ts';
import { ErrorDraft } from './errors/error-draft.ts';
import { routeOf } from './route.ts';

type TimerChange = Extract<Change, { type: 'timer' | 'timer-off' }>;

/** A snapshot with the changes of this batch laid over it, so that later inputs see what earlier ones did. */
export class Draft {
  readonly #snapshot: Snapshot;
  readonly #batch: string;
  readonly #alerts = new Map<AlertKey, TrackedAlert>();
  readonly #incidents = new Map<IncidentId, Incident>();
  readonly #latest = new Map<string, IncidentId>();
  readonly #entries = new Map<string, TimelineEntry>();
  readonly #silences = new Map<string, Silence>();
  readonly #timers = new Map<string, TimerChange>();
  readonly #paces = new Map<string, Pace>();
  readonly #storms = new Map<string, Storm>();
  readonly #notices: Notice[] = [];
  readonly #recordings: Recording[] = [];
  /** By how much more than stored, or less, alerts inhibit a key. */
  readonly #inhibiting = new Map<string, number>();
  #live: { readonly now: Instant; readonly silences: readonly Silence[] } | null = null;
  #ids = 0;

  /** What the configuration says. */
  readonly policy: Policy;
  /** Error groups, their events and releases. */
  readonly errors: ErrorDraft;

  constructor(snapshot: Snapshot, batch: string, policy: Policy) {
    this.#snapshot = snapshot;
    this.#batch = batch;
    this.policy = policy;
    this.errors = new ErrorDraft(snapshot);
  }

  /** The route of an incident, by the configuration that holds now. */
  routeOf(incident: Incident): Route {
    return routeOf(this.policy, incident);
  }

  alert(key: AlertKey): TrackedAlert | undefined {
    return this.#alerts.get(key) ?? this.#snapshot.alert(key);
  }

  incident(id: IncidentId): Incident | undefined {
    return this.#incidents.get(id) ?? this.#snapshot.incident(id);
  }

  incidentNumbered(number: number): Incident | undefined {
    for (const incident of this.#incidents.values())
      if (incident.number === number) return incident;
    return this.#snapshot.incidentNumbered(number);
  }

  latestOf(groupKey: string): Incident | undefined {
    const opened = this.#latest.get(groupKey);
    if (opened !== undefined) return this.incident(opened);
    const stored = this.#snapshot.latestOf(groupKey);
    return stored && (this.#incidents.get(stored.id) ?? stored);
  }

  firingOf(id: IncidentId): readonly TrackedAlert[] {
    const stored = this.#snapshot.firingOf(id).filter(({ key }) => !this.#alerts.has(key));
    const changed = [...this.#alerts.values()].filter(
      (alert) => alert.incident === id && alert.status === 'firing',
    );
    return [...stored, ...changed];
  }

  /** Stored firing alerts behind `after`, as this batch left them. */
  firingAfter(after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    return this.#snapshot
      .firingAfter(after, limit)
      .map((alert) => this.#alerts.get(alert.key) ?? alert);
  }

  silence(id: string): Silence | undefined {
    return this.#silences.get(id) ?? this.#snapshot.silence(id);
  }

  /** Silences that have not ended at `now`. */
  silences(now: Instant): readonly Silence[] {
    if (this.#live?.now !== now) this.#live = { now, silences: this.#silencesAt(now) };
    return this.#live.silences;
  }

  #silencesAt(now: Instant): readonly Silence[] {
    const stored = this.#snapshot.silences(now).filter(({ id }) => !this.#silences.has(id));
    const changed = [...this.#silences.values()].filter(({ endsAt }) => endsAt > now);
    // Always in the same order: of several that match, the same one is named.
    return [...stored, ...changed].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** How many alerts that fire inhibit this key. */
  inhibiting(key: string): number {
    return this.#snapshot.inhibiting(key) + (this.#inhibiting.get(key) ?? 0);
  }

  /** Stored firing alerts behind `after` that this key inhibits, as this batch left them. */
  inhibitedBy(key: string, after: AlertKey | null, limit: number): readonly TrackedAlert[] {
    return this.#snapshot
      .inhibitedBy(key, after, limit)
      .map((alert) => this.#alerts.get(alert.key) ?? alert);
  }

  pace(channel: string): Pace | undefined {
    return this.#paces.get(channel) ?? this.#snapshot.pace(channel);
  }

  storm(id: string): Storm | undefined {
    return this.#storms.get(id) ?? this.#snapshot.storm(id);
  }

  timer(id: TimerId): Timer | undefined {
    const change = this.#timers.get(timerKey(id));
    if (!change) return this.#snapshot.timer(id);
    return change.type === 'timer' ? change.timer : undefined;
  }

  /** Whether Slack shows its card already. */
  hasCard(id: IncidentId): boolean {
    return this.#snapshot.delivery(id)?.card != null;
  }

  /** Whether Slack has anything of it, or may have. */
  isInSlack(id: IncidentId): boolean {
    const delivery = this.#snapshot.delivery(id);
    return delivery !== undefined && (delivery.card !== null || delivery.channelId !== '');
  }

  /** Open incidents that a storm withholds. */
  withheldByStorm(storm: string, limit: number): readonly Incident[] {
    const isWithheld = (incident: Incident) =>
      isOpen(incident) && incident.withheld === 'storm' && incident.withheldBy === storm;
    const stored = this.#snapshot
      .withheldByStorm(storm, limit + this.#incidents.size)
      .filter(({ id }) => !this.#incidents.has(id));
    return [...stored, ...[...this.#incidents.values()].filter(isWithheld)].slice(0, limit);
  }

  mutedUntilDeploy(project: string): readonly Incident[] {
    return this.#snapshot
      .mutedUntilDeploy(project)
      .map((incident) => this.#incidents.get(incident.id) ?? incident);
  }

  nextNumber(): number {
    return this.#snapshot.nextNumber();
  }

  newId(): string {
    this.#ids += 1;
    return `${this.#batch}-${this.#ids}`;
  }

  putAlert(alert: TrackedAlert): void {
    if (this.policy.inhibit.length > 0) {
      this.#countInhibiting(this.alert(alert.key), -1);
      this.#countInhibiting(alert, 1);
    }
    this.#alerts.set(alert.key, alert);
  }

  #countInhibiting(alert: TrackedAlert | undefined, by: number): void {
    if (alert?.status !== 'firing') return;
    for (const key of alert.inhibition.inhibits) {
      this.#inhibiting.set(key, (this.#inhibiting.get(key) ?? 0) + by);
    }
  }

  putIncident(incident: Incident): Incident {
    this.#incidents.set(incident.id, incident);
    return incident;
  }

  openIncident(incident: Incident): Incident {
    this.#latest.set(incident.groupKey, incident.id);
    return this.putIncident(incident);
  }

  putEntry(entry: TimelineEntry): void {
    this.#entries.set(`${entry.incident}\0${entry.seq}`, entry);
  }

  putSilence(silence: Silence): void {
    this.#silences.set(silence.id, silence);
    this.#live = null;
  }

  putPace(pace: Pace): void {
    this.#paces.set(pace.channel, pace);
  }

  putStorm(storm: Storm): Storm {
    this.#storms.set(storm.id, storm);
    return storm;
  }

  putNotice(notice: Notice): void {
    this.#notices.push(notice);
  }

  record(recording: Recording): void {
    this.#recordings.push(recording);
  }

  setTimer(timer: Timer): void {
    this.#timers.set(timerKey(timer), { type: 'timer', timer });
  }

  clearTimer(kind: TimerKind, subject: string): void {
    this.#timers.set(timerKey({ kind, subject }), { type: 'timer-off', kind, subject });
  }

  /** The earliest of the timers that this batch has set and that are asked for. */
  earliestTimer(isWanted: (timer: Timer) => boolean): Timer | undefined {
    let earliest: Timer | undefined;
    for (const change of this.#timers.values()) {
      if (change.type === 'timer-off' || !isWanted(change.timer)) continue;
      if (!earliest || change.timer.at < earliest.at) earliest = change.timer;
    }
    return earliest;
  }

  /** All that the batch changes, each row once, as it is in the end. */
  changes(): readonly Change[] {
    const changes: Change[] = [];
    for (const alert of this.#alerts.values()) changes.push({ type: 'alert', alert });
    for (const incident of this.#incidents.values()) changes.push({ type: 'incident', incident });
    for (const entry of this.#entries.values()) changes.push({ type: 'entry', entry });
    for (const silence of this.#silences.values()) changes.push({ type: 'silence', silence });
    for (const pace of this.#paces.values()) changes.push({ type: 'pace', pace });
    for (const storm of this.#storms.values()) changes.push({ type: 'storm', storm });
    for (const notice of this.#notices) changes.push({ type: 'notice', notice });
    for (const recording of this.#recordings) changes.push({ type: 'recorded', recording });
    changes.push(...this.errors.changes(), ...this.#timers.values());
    return changes;
  }
}
