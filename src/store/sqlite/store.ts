import { statSync } from 'node:fs';
import type { AlertKey, TrackedAlert } from '../../domain/alert.ts';
import type { Decision, Scope, Snapshot } from '../../domain/decision.ts';
import type { Delivery, Subject } from '../../domain/delivery.ts';
import type { Incident, IncidentId } from '../../domain/incident.ts';
import type { LossNotice, Notice } from '../../domain/notice.ts';
import type { Recording } from '../../domain/recording.ts';
import type { Silence } from '../../domain/silence.ts';
import type { HabitConclusion, SourceHabit } from '../../domain/source-habit.ts';
import type { Storm } from '../../domain/storm.ts';
import type { Instant } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import type { Due } from '../../domain/timer.ts';
import { aloneCoordination } from '../alone.ts';
import type { Cursor, Dumpable, DumpPage, Kind } from '../dump.ts';
import { StoreFailed } from '../failure.ts';
import { openLossesOf } from '../losses.ts';
import { MinuteEnd } from '../minute-end.ts';
import type {
  AuditQuery,
  IncidentQuery,
  Pending,
  RecordingPage,
  RecordingQuery,
  Retention,
  Store,
  StoreCounts,
} from '../store.ts';
import type { Connection } from './connection.ts';
import { dumpPage } from './dump.ts';
import { errorReads } from './error-reads.ts';
import { storeFailed } from './failure.ts';
import { prune } from './prune.ts';
import { RecordingReads } from './recording-reads.ts';
import { prepareRows, type Rows } from './rows/rows.ts';
import { State } from './state.ts';
import { type Transact, transactions } from './transaction.ts';
import type { WorkingSet } from './working-set/working-set.ts';
import { Writer } from './writer.ts';

/**
 * The state in an SQLite file. A batch is decided and committed within one turn of the event loop, so that what is read
 * is always committed.
 */
export class SqliteStore implements Store, Dumpable {
  readonly #connection: Connection;
  readonly #rows: Rows;
  readonly #state: State;
  readonly #recordingReads: RecordingReads;
  readonly #transact: Transact;
  readonly #writer: Writer;
  readonly #minuteEnd: MinuteEnd;
  readonly #coordination = aloneCoordination();
  readonly #errors = errorReads((reading) => this.#read((set) => reading(set, this.#rows)));
  readonly #file: number;

  readonly errorGroup = this.#errors.errorGroup;
  readonly errorGroups = this.#errors.errorGroups;
  readonly mergedInto = this.#errors.mergedInto;
  readonly newestSample = this.#errors.newestSample;
  readonly errorSample = this.#errors.errorSample;
  readonly errorSamples = this.#errors.errorSamples;
  readonly releaseOf = this.#errors.releaseOf;
  readonly releases = this.#errors.releases;

  readonly claim = this.#coordination.claim;
  readonly release = this.#coordination.release;
  readonly greet = this.#coordination.greet;
  readonly leave = this.#coordination.leave;
  readonly members = this.#coordination.members;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#rows = prepareRows(connection.db);
    this.#state = new State(this.#rows);
    this.#recordingReads = new RecordingReads(this.#rows.recordings, this.#state.recordings);
    this.#transact = transactions(connection.db);
    this.#writer = new Writer({
      state: this.#state,
      transact: this.#transact,
      probe: () => this.#rows.settings.probe(),
      failure: (error) => storeFailed('save to', connection.path, error),
    });
    this.#minuteEnd = new MinuteEnd(this.#state.recordings, () => this.#writer.saveAll());
    this.#file = statSync(connection.db.name).ino;
    this.#state.get();
  }

  async update(_scope: () => Scope, decide: (snapshot: Snapshot) => Decision): Promise<Decision> {
    this.#mustBeOpen();
    const decision = await this.#writer.update(decide);
    this.#minuteEnd.watch();
    return decision;
  }

  async due(now: Instant, limit: number): Promise<readonly Due[]> {
    return this.#read(({ queue }) => queue.due(now, limit));
  }

  async nextDueAt(): Promise<Instant | null> {
    return this.#read(({ queue }) => queue.nextAt());
  }

  async incident(id: IncidentId): Promise<Incident | undefined> {
    return this.#read(({ incidents }) => incidents.peek(id));
  }

  async incidentNumbered(number: number): Promise<Incident | undefined> {
    return this.#read(({ incidents }) => incidents.peekNumbered(number));
  }

  async incidents(query: IncidentQuery): Promise<readonly Incident[]> {
    return this.#read(() => this.#rows.incidentList.find(query));
  }

  async incidentAt(channelId: string, ts: string): Promise<Incident | undefined> {
    return this.#read(({ incidents }) => {
      const id = this.#rows.deliveries.subjectAt(channelId, ts);
      return id === undefined ? undefined : incidents.peek(id);
    });
  }

  async alert(key: AlertKey): Promise<TrackedAlert | undefined> {
    return this.#read(({ alerts }) => alerts.peek(key));
  }

  async alertsOf(id: IncidentId, limit: number): Promise<readonly TrackedAlert[]> {
    return this.#read(({ alerts }) => alerts.of(id, limit));
  }

  async firing(): Promise<readonly TrackedAlert[]> {
    return this.#read(({ alerts }) => alerts.firing());
  }

  async timeline(id: string, after: number, limit: number): Promise<readonly TimelineEntry[]> {
    return this.#read(() => this.#rows.timeline.after(id, after, limit));
  }

  async entry(id: string, seq: number): Promise<TimelineEntry | undefined> {
    return this.#read(() => this.#rows.timeline.at(id, seq));
  }

  async silence(id: string): Promise<Silence | undefined> {
    return this.#read(({ silences }) => silences.find(id));
  }

  async silences(): Promise<readonly Silence[]> {
    return this.#read(() => this.#rows.silences.all());
  }

  async storm(id: string): Promise<Storm | undefined> {
    return this.#read(({ storms }) => storms.find(id));
  }

  async stormOf(channel: string): Promise<Storm | undefined> {
    return this.#read(({ storms }) =>
      storms.all().find((storm) => storm.channel === channel && storm.endedAt === null),
    );
  }

  async notice(id: string): Promise<Notice | undefined> {
    return this.#read(({ notices }) => notices.find(id));
  }

  async openLosses(): Promise<readonly LossNotice[]> {
    return this.#read(({ notices }) => openLossesOf(notices.all()));
  }

  async subject(id: string): Promise<Subject | undefined> {
    return this.#read((set) => set.subject(id));
  }

  async delivery(id: string): Promise<Delivery | undefined> {
    return this.#read((set) => set.peekDelivery(id));
  }

  async pending(channel: string): Promise<readonly Pending[]> {
    return this.#read(({ pending }) => pending.of(channel));
  }

  async pendingChannels(): Promise<readonly string[]> {
    return this.#read(({ pending }) => pending.channels());
  }

  async counts(): Promise<StoreCounts> {
    return this.#read(({ incidents, alerts, pending }) => ({
      ...incidents.counts(),
      firingAlerts: alerts.firingCount,
      pending: pending.count,
    }));
  }

  async recordings(query: RecordingQuery): Promise<RecordingPage> {
    return this.#read(() => this.#recordingReads.page(query));
  }

  async audit(query: AuditQuery): Promise<readonly Recording[]> {
    this.#mustBeOpen();
    try {
      return await this.#recordingReads.audit(query);
    } catch (error) {
      throw storeFailed('read', this.#connection.path, error);
    }
  }

  async prune(retention: Retention, limit: number): Promise<number> {
    try {
      const parts = { rows: this.#rows, set: this.#read((set) => set) };
      const pruned = this.#write(() => prune(parts, retention, limit));
      this.#state.recordings.settlePruned(pruned.recordings);
      return pruned.count;
    } catch (error) {
      this.#state.drop();
      throw error;
    }
  }

  async heardFrom(name: string, at: Instant, atRest: boolean): Promise<void> {
    this.#mustBeOpen();
    this.#state.habits.hear(name, at, atRest);
  }

  async habits(): Promise<readonly SourceHabit[]> {
    return this.#read(({ habits }) => habits.all());
  }

  async concludeHabit(name: string, habit: HabitConclusion): Promise<void> {
    const { habits } = this.#state;
    this.#mustBeOpen();
    habits.conclude(name, habit);
    this.#write(() => habits.save());
    habits.settle();
  }

  async dump(kind: Kind, after: Cursor | null, limit: number): Promise<DumpPage> {
    return this.#read(() => dumpPage(this.#connection.db, kind, after, limit));
  }

  async once(name: string, make: () => string): Promise<string> {
    return this.#write(() => this.#rows.settings.once(name, make));
  }

  async check(): Promise<void> {
    this.#write(() => this.#rows.settings.probe());
    const { db, path } = this.#connection;
    if (statSync(db.name, { throwIfNoEntry: false })?.ino === this.#file) return;
    throw new StoreFailed(
      `The database ${path} was removed or replaced while Quell ran. Put it back, or start Quell again.`,
    );
  }

  async close(): Promise<void> {
    if (!this.#connection.db.open) return;
    this.#minuteEnd.stop();
    this.#writer.flush();
    try {
      const { recordings, habits } = this.#state;
      if (recordings.unwritten().length > 0) this.#write(() => recordings.flush());
      if (!habits.isSaved) this.#write(() => habits.save());
    } finally {
      // The last connection to close moves all that is in the write-ahead log into the file.
      this.#connection.db.close();
    }
  }

  #read<T>(reading: (set: WorkingSet) => T): T {
    this.#mustBeOpen();
    try {
      return reading(this.#state.get());
    } catch (error) {
      throw storeFailed('read', this.#connection.path, error);
    }
  }

  #write<T>(writing: () => T): T {
    this.#mustBeOpen();
    try {
      return this.#transact(writing);
    } catch (error) {
      throw storeFailed('save to', this.#connection.path, error);
    }
  }

  #mustBeOpen(): void {
    if (!this.#connection.db.open) {
      throw new StoreFailed(`The database ${this.#connection.path} is closed.`);
    }
  }
}
