import type { TrackedAlert } from '../../../domain/alert.ts';
import type { Change, Snapshot } from '../../../domain/decision.ts';
import type { Delivery, Subject } from '../../../domain/delivery.ts';
import type { TimelineEntry } from '../../../domain/timeline.ts';
import type { Habits } from '../habits.ts';
import type { Recordings } from '../recordings.ts';
import type { Rows } from '../rows/rows.ts';
import { Alerts } from './alerts.ts';
import { DueQueue } from './due-queue.ts';
import { Errors } from './errors.ts';
import { Incidents } from './incidents.ts';
import { Messages } from './messages.ts';
import { Paces } from './paces.ts';
import { PendingList } from './pending-list.ts';
import { Routes } from './routes.ts';
import { Silences } from './silences.ts';
import { Timers } from './timers.ts';

/** What is there for as long as the store is open. */
interface Lasting {
  readonly recordings: Recordings;
  readonly habits: Habits;
}

/**
 * The part of the state that decisions need again and again, in memory. Changes are made here first; `save` writes the
 * rows that differ, within the caller's transaction, and `settle` lets go of what is no longer needed.
 */
export class WorkingSet {
  readonly queue = new DueQueue();
  readonly pending = new PendingList();
  readonly alerts: Alerts;
  readonly incidents: Incidents;
  readonly silences: Silences;
  readonly timers: Timers;
  readonly paces: Paces;
  readonly storms: Messages<StormSubject>;
  readonly notices: Messages<NoticeSubject>;
  readonly errors: Errors;
  /** These two outlive this set. */
  readonly recordings: Recordings;
  readonly habits: Habits;
  readonly snapshot: Snapshot;
  readonly #rows: Rows;
  readonly #routes: Routes;
  #entries: TimelineEntry[] = [];

  constructor(rows: Rows, { recordings, habits }: Lasting) {
    const { deliveries } = rows;
    this.#rows = rows;
    this.recordings = recordings;
    this.habits = habits;
    this.errors = new Errors(rows);
    this.#routes = new Routes(rows.routes);
    this.alerts = new Alerts(rows.alerts, this.queue);
    this.incidents = new Incidents(rows.incidents, deliveries, this.pending);
    this.silences = new Silences(rows.silences);
    this.timers = new Timers(rows.timers, this.queue);
    this.paces = new Paces(rows.paces);
    const messages = { deliveries, pending: this.pending };
    this.storms = new Messages({ ...messages, rows: rows.storms, subject: asStorm });
    this.notices = new Messages({ ...messages, rows: rows.notices, subject: asNotice });
    this.snapshot = snapshotOf(this);
    this.#load();
  }

  #load(): void {
    this.#routes.load();
    this.incidents.load();
    this.alerts.load();
    this.timers.load();
    this.paces.load();
    this.storms.load();
    this.notices.load();
  }

  /** Makes one change so, in memory. */
  apply(change: Change): void {
    switch (change.type) {
      case 'alert':
        this.#putAlert(change.alert);
        break;
      case 'incident':
        this.incidents.put(change.incident);
        break;
      case 'entry':
        this.#entries.push(change.entry);
        break;
      case 'silence':
        this.silences.put(change.silence);
        break;
      case 'timer':
        this.timers.put(change.timer);
        break;
      case 'timer-off':
        this.timers.turnOff(change);
        break;
      case 'delivery':
        this.#putDelivery(change.delivery);
        break;
      case 'pace':
        this.paces.put(change.pace);
        break;
      case 'storm':
        this.storms.put(change.storm);
        break;
      case 'notice':
        this.notices.put(change.notice);
        break;
      case 'recorded':
        this.recordings.put(change.recording);
        break;
      default:
        this.errors.put(change);
    }
  }

  get isSaved(): boolean {
    return this.#entries.length === 0 && this.#parts().every(({ isSaved }) => isSaved);
  }

  #parts() {
    const { alerts, incidents, silences, timers, paces, storms, notices, errors, recordings } =
      this;
    return [alerts, incidents, silences, timers, paces, storms, notices, errors, recordings];
  }

  /** Writes all that changed. Incidents come first, since other rows refer to them. */
  save(): void {
    this.incidents.save((id) => this.alerts.fires(id));
    this.alerts.save({
      ofIncident: (id) => this.incidents.numberOf(id),
      ofRoute: (path) => this.#routes.numberOf(path),
    });
    for (const entry of this.#entries) this.#rows.timeline.save(entry);
    this.#entries = [];
    for (const part of [this.silences, this.timers, this.paces]) part.save();
    for (const part of [this.storms, this.notices, this.errors]) part.save();
    for (const part of [this.recordings, this.habits]) part.save();
  }

  /** Lets go of what the batch only looked up, and of incidents that are over and told. */
  settle(): void {
    this.alerts.settle(this.incidents.settle());
    this.recordings.settle();
    this.habits.settle();
  }

  /** The subject with this id, outside of a batch. */
  subject(id: string): Subject | undefined {
    const shown = this.incidents.peek(id);
    if (shown) return { type: 'incident', shown };
    return this.storms.subject(id) ?? this.notices.subject(id);
  }

  /** The delivery of a subject, outside of a batch. */
  peekDelivery(id: string): Delivery | undefined {
    return this.#messages(id)?.deliveryOf(id) ?? this.incidents.peekDelivery(id);
  }

  /** The delivery of a subject. */
  deliveryOf(id: string): Delivery | undefined {
    const messages = this.#messages(id);
    return messages ? messages.deliveryOf(id) : this.incidents.deliveryOf(id);
  }

  #putDelivery(delivery: Delivery): void {
    (this.#messages(delivery.subject) ?? this.incidents).putDelivery(delivery);
  }

  /** Where a subject is that is no incident. */
  #messages(id: string) {
    if (this.storms.has(id)) return this.storms;
    return this.notices.has(id) ? this.notices : undefined;
  }

  #putAlert(alert: TrackedAlert): void {
    const before = this.alerts.put(alert);
    this.incidents.touch(alert.incident);
    if (before !== alert.incident) this.incidents.touch(before);
  }
}

type StormSubject = Extract<Subject, { readonly type: 'storm' }>;
type NoticeSubject = Extract<Subject, { readonly type: 'notice' }>;

const asStorm = (shown: StormSubject['shown']): StormSubject => ({ type: 'storm', shown });
const asNotice = (shown: NoticeSubject['shown']): NoticeSubject => ({ type: 'notice', shown });

function snapshotOf(set: WorkingSet): Snapshot {
  const { alerts, incidents, silences, timers, paces, storms, errors } = set;
  return {
    alert: (key) => alerts.find(key),
    incident: (id) => incidents.find(id),
    incidentNumbered: (number) => incidents.numbered(number),
    latestOf: (groupKey) => incidents.latestOf(groupKey),
    firingOf: (id) => alerts.firingOf(id),
    firingAfter: (after, limit) => alerts.firingAfter(after, limit),
    silence: (id) => silences.find(id),
    silences: (now) => silences.at(now),
    inhibiting: (key) => alerts.inhibiting(key),
    inhibitedBy: (key, after, limit) => alerts.inhibitedBy(key, after, limit),
    pace: (channel) => paces.of(channel),
    storm: (id) => storms.find(id),
    withheldByStorm: (storm, limit) => incidents.withheldByStorm(storm, limit),
    mutedUntilDeploy: (project) => incidents.mutedUntilDeploy(project),
    timer: (id) => timers.find(id),
    delivery: (id) => set.deliveryOf(id),
    errorGroup: (id) => errors.groups.find(id),
    mergedInto: (id) => errors.groups.mergedInto(id),
    hasEvent: (id) => errors.hasEvent(id),
    release: (id) => errors.releases.find(id),
    newestRelease: (project) => errors.releases.newestOf(project),
    nextNumber: () => incidents.nextNumber(),
  };
}
