import type { AlertKey, TrackedAlert } from '../domain/alert.ts';
import type { Decision, Scope, Snapshot } from '../domain/decision.ts';
import type { Delivery, Subject } from '../domain/delivery.ts';
import type { Level } from '../domain/error-event.ts';
import type {
  ErrorGroup,
  ErrorGroupId,
  ErrorSample,
  Release,
  ReleaseId,
} from '../domain/error-group.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { LossNotice, Notice } from '../domain/notice.ts';
import type { AlertReason } from '../domain/reason.ts';
import type { Recording } from '../domain/recording.ts';
import type { Severity } from '../domain/severity.ts';
import type { Silence } from '../domain/silence.ts';
import type { HabitConclusion, SourceHabit } from '../domain/source-habit.ts';
import type { Storm } from '../domain/storm.ts';
import type { Instant } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { Due } from '../domain/timer.ts';

/** Which incidents a list shows. */
export interface IncidentQuery {
  /** `open`: triggered or acknowledged, withheld ones included; `muted`: open and muted at `now`. */
  readonly status?: 'open' | 'triggered' | 'acknowledged' | 'resolved' | 'muted';
  /** Leaves out what is withheld, except by a storm: those people hear of. */
  readonly hideWithheld?: boolean;
  /** Only those that this storm withholds. */
  readonly storm?: string;
  readonly severity?: Severity;
  /** Only those of this person. */
  readonly assignee?: string;
  /** Text that title, description or a label value contains, in any case. */
  readonly text?: string;
  /** Only those heard of at this time or later. */
  readonly since?: Instant;
  /** Only those opened at this time or later. */
  readonly openedSince?: Instant;
  /** Only those opened before this time. */
  readonly openedBefore?: Instant;
  /** Only numbers below this one: lists run from the newest to the oldest. */
  readonly below?: number;
  readonly limit: number;
  readonly now: Instant;
}

/** Something that Slack lags behind with. */
export interface Pending {
  readonly subject: Subject;
  readonly delivery: Delivery | undefined;
}

/** What the metrics show of the state. */
export interface StoreCounts {
  readonly triggered: number;
  readonly acknowledged: number;
  readonly resolved: number;
  /** Open incidents that are withheld. */
  readonly withheld: number;
  readonly firingAlerts: number;
  /** Incidents, storms and notices that Slack lags behind with. */
  readonly pending: number;
}

/** Which stretch of the recordings is read. */
export interface RecordingQuery {
  /** Only those that arrived at this time or later; of folded ones the first counts. */
  readonly since: Instant;
  /** Only those that arrived before this time. */
  readonly before?: Instant;
  /** The cursor of the page before. */
  readonly after?: number;
  readonly limit: number;
}

/** A page of recordings. */
export interface RecordingPage {
  readonly recordings: readonly Recording[];
  /** Where the next page goes on; null: this was the last. */
  readonly cursor: number | null;
}

/** What is looked for among the recordings. */
export interface AuditQuery {
  /** Only those of which something arrived at this time or later. */
  readonly from?: Instant;
  /** Only those of which something arrived before this time. */
  readonly to?: Instant;
  /** Text in any case that title, description or a label value of an alert as received contains: finds all of its key. */
  readonly text?: string;
  /** Only those that told nobody although they might have, were ignored, or resolved what did not fire. */
  readonly unheard?: boolean;
  /** Only what arrived for this incident. */
  readonly incident?: IncidentId;
  /** Only what became one of these. */
  readonly reasons?: readonly AlertReason[];
  readonly limit: number;
}

/** Which error groups a list shows: the one that came last first. Those that were merged into others never. */
export interface ErrorGroupQuery {
  readonly project?: string;
  readonly environment?: string;
  readonly level?: Level;
  /** In which it was first seen, or last. */
  readonly release?: string;
  /** Text in any case that title, culprit, logger or type contains. */
  readonly text?: string;
  /** Only those seen at this time or later. */
  readonly since?: Instant;
  /** Only those behind this one in the list. */
  readonly after?: Pick<ErrorGroup, 'lastSeenAt' | 'id'>;
  readonly limit: number;
}

/** Which events a list shows: the one that was received last first. */
export interface ErrorSampleQuery {
  /** With what was merged into it. */
  readonly group?: ErrorGroupId;
  readonly project?: string;
  readonly environment?: string;
  readonly level?: Level;
  readonly release?: string;
  /** Id, e-mail address, name or IP address of the user whom it struck. */
  readonly user?: string;
  /** Text in any case that message, an exception's type or value, or the transaction contains. */
  readonly text?: string;
  readonly since?: Instant;
  readonly before?: Instant;
  /** Only those behind this one in the list. */
  readonly after?: Pick<ErrorSample, 'group' | 'slot' | 'receivedAt'>;
  readonly limit: number;
}

/** Until when things are old. */
export interface Retention {
  /** Recordings of which nothing arrived at this time or later. */
  readonly recordingsBefore: Instant;
  /** What was over before this time. */
  readonly resolvedBefore: Instant;
  /** Events received before this time, unless kept for ever; error groups last seen then whose incident is gone; releases. */
  readonly errorsBefore: Instant;
  /** The most events a project may keep; of more the oldest go, those that are kept for ever last. */
  readonly errorsPerProject: number;
}

/** A right that one process at a time has: until it ends, or is renewed before. */
export interface Lease {
  readonly holder: string;
  readonly until: Instant;
  /** Raised whenever another process gets it: a lesser one is over. */
  readonly token: number;
}

/** What can be done with the queue that several processes share: `none`, there is no such queue. */
export type QueueState = 'well' | 'away' | 'none';

/** One process, as it spoke of itself last. */
export interface Member {
  readonly id: string;
  readonly host: string;
  /** The program's version. */
  readonly version: string;
  readonly roles: readonly string[];
  /** The policy's version, and when any process first read it. */
  readonly config: string;
  readonly configAt: Instant;
  readonly queue: QueueState;
  readonly startedAt: Instant;
  readonly seenAt: Instant;
}

/** The state, durable. Adapters: `memory` (the model), `sqlite`. */
export interface Store {
  /**
   * Asks `decide`, saves all that it changes or nothing, and resolves once that is durable. `scope` names the rows it begins
   * with, for stores that must load or lock them first; others never ask.
   * `decide` must be pure: a conflict with another process asks it again. When it throws, nothing is saved and that error
   * rejects the promise. Calls are decided in their order; several may share one transaction.
   *
   * One kind of change is added up in place of replacing: a re-send that is recorded (`alert` null) is folded into the last
   * recording of its key where that is a re-send too, says the same, and nothing of another minute was recorded since.
   * What is folded may be written only when something of another minute is recorded, a minute later by the clock, or at
   * `close`, so that a crash loses what is younger; every read shows it all the same. Recordings with an alert are as durable as all else.
   */
  update(scope: () => Scope, decide: (snapshot: Snapshot) => Decision): Promise<Decision>;

  /** What is due at `now`, the earliest first. */
  due(now: Instant, limit: number): Promise<readonly Due[]>;
  /** When the next thing is due, whether or not that has passed; null: nothing. May be earlier than the truth, never later. */
  nextDueAt(): Promise<Instant | null>;

  incident(id: IncidentId): Promise<Incident | undefined>;
  incidentNumbered(number: number): Promise<Incident | undefined>;
  incidents(query: IncidentQuery): Promise<readonly Incident[]>;
  /** The incident whose card is this message; for a reply, ask with its `thread_ts`. */
  incidentAt(channelId: string, ts: string): Promise<Incident | undefined>;
  /** The alert with this key, whether or not it fires. */
  alert(key: AlertKey): Promise<TrackedAlert | undefined>;
  /** The alerts of an incident: those that fire first, then the newest. */
  alertsOf(id: IncidentId, limit: number): Promise<readonly TrackedAlert[]>;
  /** Every alert that fires. */
  firing(): Promise<readonly TrackedAlert[]>;
  /** Entries of an incident or a storm with `seq` above `after`, in order. */
  timeline(id: string, after: number, limit: number): Promise<readonly TimelineEntry[]>;
  entry(id: string, seq: number): Promise<TimelineEntry | undefined>;
  silence(id: string): Promise<Silence | undefined>;
  /** All that are kept, expired ones included, newest start first. */
  silences(): Promise<readonly Silence[]>;
  storm(id: string): Promise<Storm | undefined>;
  /** The storm that goes on in a configured channel. */
  stormOf(channel: string): Promise<Storm | undefined>;
  notice(id: string): Promise<Notice | undefined>;
  /** The notices of lost alerts whose end is not told, the newest first. */
  openLosses(): Promise<readonly LossNotice[]>;

  /** The incident, storm or notice with this id. */
  subject(id: string): Promise<Subject | undefined>;
  /** Of the subject with this id. */
  delivery(id: string): Promise<Delivery | undefined>;
  /** The incidents, storms and notices of a configured channel that Slack lags behind with. */
  pending(channel: string): Promise<readonly Pending[]>;
  /** The configured channels that have any. */
  pendingChannels(): Promise<readonly string[]>;
  counts(): Promise<StoreCounts>;

  errorGroup(id: ErrorGroupId): Promise<ErrorGroup | undefined>;
  errorGroups(query: ErrorGroupQuery): Promise<readonly ErrorGroup[]>;
  /** Those that were merged into it by a person. */
  mergedInto(id: ErrorGroupId): Promise<readonly ErrorGroup[]>;
  /** The newest event of a group that is kept, of those that were merged into it too. */
  newestSample(group: ErrorGroupId): Promise<ErrorSample | undefined>;
  /** The event with this id, where it is kept. */
  errorSample(eventId: string): Promise<ErrorSample | undefined>;
  /** An event that is kept for ever and stands in the ring too is listed once, as the one that is kept for ever. */
  errorSamples(query: ErrorSampleQuery): Promise<readonly ErrorSample[]>;
  releaseOf(id: ReleaseId): Promise<Release | undefined>;
  /** The releases of a project, the one that was first seen last first. */
  releases(project: string, limit: number): Promise<readonly Release[]>;

  /** What arrived, in its order. */
  recordings(query: RecordingQuery): Promise<RecordingPage>;
  /** What arrived and is looked for, the newest first; of an alert that took several routes each by itself, without `further`. */
  audit(query: AuditQuery): Promise<readonly Recording[]>;
  /**
   * Deletes what is old, at most `limit` of each kind, the oldest first: recordings, silences that are over, and with all
   * that belongs to them resolved incidents, storms that are over and notices. Never what Slack lags behind with, an
   * incident of which an alert fires, or a storm that still withholds one. Then events of errors; error groups with all
   * their events, but for those that were merged into one that is kept; releases, but for the newest hundred of each
   * project. Answers how many of all kinds it deleted.
   */
  prune(retention: Retention, limit: number): Promise<number>;

  /**
   * Gives the lease to `holder` until `until`, where it is free, over at `now`, or the holder's already. Answers it as it
   * stands then: whose it is shows in `holder`.
   */
  claim(name: string, holder: string, now: Instant, until: Instant): Promise<Lease>;
  /** Ends the lease at once, where it is the holder's. */
  release(name: string, holder: string): Promise<void>;
  /** Remembers what a process says of itself, in place of what it said before; those silent for an hour are forgotten. */
  greet(member: Member): Promise<void>;
  /** Forgets a process that ends. */
  leave(id: string): Promise<void>;
  /** The processes that spoke at `since` or later, the one that started first comes first. */
  members(since: Instant): Promise<readonly Member[]>;

  /**
   * This source spoke: `lastAt` becomes no earlier than `at`. Or, `atRest`: it said that something is over, which changes
   * nothing else and makes no source known. A crash may lose the last of it.
   */
  heardFrom(name: string, at: Instant, atRest: boolean): Promise<void>;
  /** Of all sources that ever spoke, by name. */
  habits(): Promise<readonly SourceHabit[]>;
  /** Remembers what was concluded of a source that was heard. */
  concludeHabit(name: string, habit: HabitConclusion): Promise<void>;

  /** A value that is made once and kept for ever, such as a generated key. */
  once(name: string, make: () => string): Promise<string>;
  /** Rejects when the store could not save now; the sentence says why. */
  check(): Promise<void>;
  /** Waits for what was asked, then lets go of everything. */
  close(): Promise<void>;
}
