import type { Alert, AlertKey, TrackedAlert } from './alert.ts';
import type { Command } from './command.ts';
import type { Delivery } from './delivery.ts';
import type { EventId } from './error-event.ts';
import type { ErrorGroup, ErrorGroupId, ErrorSample, Release, ReleaseId } from './error-group.ts';
import type { Incident, IncidentId } from './incident.ts';
import type { Notice } from './notice.ts';
import type { ConfigPlace } from './policy.ts';
import type { AlertReason, Refusal, Untold } from './reason.ts';
import type { Recording } from './recording.ts';
import type { Silence } from './silence.ts';
import type { Pace, Storm } from './storm.ts';
import type { Instant } from './time.ts';
import type { TimelineEntry } from './timeline.ts';
import type { Due, Timer, TimerId, TimerKind } from './timer.ts';

/** What the engine is asked. */
export type Input =
  | { readonly type: 'alert'; readonly alert: Alert }
  | { readonly type: 'command'; readonly command: Command }
  | { readonly type: 'due'; readonly due: Due };

/** What is decided together, in this order. */
export interface Batch {
  /** Unique; ids of what the batch creates are derived from it, so that deciding again gives the same. */
  readonly id: string;
  readonly inputs: readonly Input[];
}

/** Which part of the state a decision needs; worked out by `engine/scope.ts` before the store is asked. */
export interface Scope {
  readonly alertKeys: readonly AlertKey[];
  readonly groupKeys: readonly string[];
  readonly incidents: readonly IncidentId[];
  readonly numbers: readonly number[];
  readonly silences: readonly string[];
  readonly channels: readonly string[];
  readonly errorGroups: readonly ErrorGroupId[];
  /** Of errors that arrived. */
  readonly events: readonly EventId[];
  readonly releases: readonly ReleaseId[];
  /** Those that are due; others that a decision sets or turns off are never read. */
  readonly timers: readonly TimerId[];
}

/** The part of the state one decision looks at. Every read is synchronous. */
export interface Snapshot {
  alert(key: AlertKey): TrackedAlert | undefined;
  incident(id: IncidentId): Incident | undefined;
  incidentNumbered(number: number): Incident | undefined;
  /** The open incident of a group, or else the one that was opened last. */
  latestOf(groupKey: string): Incident | undefined;
  /** The alerts of an incident that fire. */
  firingOf(id: IncidentId): readonly TrackedAlert[];
  /** Firing alerts with a key greater than `after`, in order of their keys. */
  firingAfter(after: AlertKey | null, limit: number): readonly TrackedAlert[];
  silence(id: string): Silence | undefined;
  /** Silences that have not ended at `now`. */
  silences(now: Instant): readonly Silence[];
  /** How many alerts that fire inhibit this key. */
  inhibiting(key: string): number;
  /** Firing alerts that this key inhibits, with a key greater than `after`, in order of their keys. */
  inhibitedBy(key: string, after: AlertKey | null, limit: number): readonly TrackedAlert[];
  pace(channel: string): Pace | undefined;
  storm(id: string): Storm | undefined;
  /** Open incidents that a storm withholds, by number. */
  withheldByStorm(storm: string, limit: number): readonly Incident[];
  /** Open incidents that are muted until a deploy of this project. */
  mutedUntilDeploy(project: string): readonly Incident[];
  /** The timer that is set; what was due may have been carried out by another process meanwhile. */
  timer(id: TimerId): Timer | undefined;
  delivery(id: IncidentId): Delivery | undefined;
  /** As it is itself, also where it was merged into another. */
  errorGroup(id: ErrorGroupId): ErrorGroup | undefined;
  /** Groups that were merged into this one by a person. */
  mergedInto(id: ErrorGroupId): readonly ErrorGroup[];
  /** Whether an event of this project with this id is kept. */
  hasEvent(id: EventId): boolean;
  release(id: ReleaseId): Release | undefined;
  /** The release of the project that was seen first last. */
  newestRelease(project: string): Release | undefined;
  /** The number of the next incident; each call gives another. Gaps are allowed. */
  nextNumber(): number;
}

/** One thing that a decision alters; the unit that is saved. Values are whole and absolute, so saving twice is harmless. */
export type Change =
  | { readonly type: 'alert'; readonly alert: TrackedAlert }
  | { readonly type: 'incident'; readonly incident: Incident }
  | { readonly type: 'entry'; readonly entry: TimelineEntry }
  | { readonly type: 'silence'; readonly silence: Silence }
  | { readonly type: 'timer'; readonly timer: Timer }
  | { readonly type: 'timer-off'; readonly kind: TimerKind; readonly subject: string }
  | { readonly type: 'delivery'; readonly delivery: Delivery }
  | { readonly type: 'pace'; readonly pace: Pace }
  | { readonly type: 'storm'; readonly storm: Storm }
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'error-group'; readonly group: ErrorGroup }
  /** Takes the place of what has the same group and slot. */
  | { readonly type: 'error-sample'; readonly sample: ErrorSample }
  | { readonly type: 'release'; readonly release: Release }
  /** What arrived. Re-sends of the minute that runs may be lost in a crash; nothing else may. */
  | { readonly type: 'recorded'; readonly recording: Recording };

/** What became of one input, at the same place as the input. */
export type Outcome =
  | {
      readonly type: 'alert';
      readonly reason: AlertReason;
      readonly incident: IncidentId | null;
      /** Why a beginning firing told nobody; null: it did, or had nothing to tell. */
      readonly untold: Untold | null;
      /** Where the rule stands that ignored it. */
      readonly ignoredBy: ConfigPlace | null;
    }
  | { readonly type: 'done'; readonly incident: Incident }
  | { readonly type: 'silenced'; readonly silence: Silence }
  | { readonly type: 'refused'; readonly refusal: Refusal; readonly incident: Incident | null }
  | { readonly type: 'passed' };

/** What the engine answers. No promise: nothing can wait inside a transaction. */
export interface Decision {
  readonly changes: readonly Change[];
  readonly outcomes: readonly Outcome[];
}
