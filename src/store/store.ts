import type { TrackedAlert } from '../domain/alert.ts';
import type { Decision, Scope, Snapshot } from '../domain/decision.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { Severity } from '../domain/severity.ts';
import type { Silence } from '../domain/silence.ts';
import type { Instant } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { Due } from '../domain/timer.ts';

/** Which incidents a list shows. */
export interface IncidentQuery {
  /** `open`: triggered or acknowledged, withheld ones included; `muted`: open and muted at `now`. */
  readonly status?: 'open' | 'triggered' | 'acknowledged' | 'resolved' | 'muted';
  readonly severity?: Severity;
  /** Only those of this person. */
  readonly assignee?: string;
  /** Text that title, description or a label value contains, in any case. */
  readonly text?: string;
  /** Only numbers below this one: lists run from the newest to the oldest. */
  readonly below?: number;
  readonly limit: number;
  readonly now: Instant;
}

/** An incident that Slack lags behind with. */
export interface Pending {
  readonly incident: Incident;
  readonly delivery: Delivery | undefined;
}

/** What the metrics show of the state. */
export interface StoreCounts {
  readonly triggered: number;
  readonly acknowledged: number;
  readonly resolved: number;
  readonly firingAlerts: number;
  /** Incidents that Slack lags behind with. */
  readonly pending: number;
}

/** The state, durable. Adapters: `memory` (the model), `sqlite`. */
export interface Store {
  /**
   * Asks `decide`, saves all that it changes or nothing, and resolves once that is durable. `scope` names the rows it begins
   * with, for stores that must load or lock them first; others never ask.
   * `decide` must be pure: a conflict with another process asks it again. When it throws, nothing is saved and that error
   * rejects the promise. Calls are decided in their order; several may share one transaction.
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
  /** The alerts of an incident: those that fire first, then the newest. */
  alertsOf(id: IncidentId, limit: number): Promise<readonly TrackedAlert[]>;
  /** Every alert that fires. */
  firing(): Promise<readonly TrackedAlert[]>;
  /** Entries with `seq` above `after`, in order. */
  timeline(id: IncidentId, after: number, limit: number): Promise<readonly TimelineEntry[]>;
  entry(id: IncidentId, seq: number): Promise<TimelineEntry | undefined>;
  silence(id: string): Promise<Silence | undefined>;
  /** All that are kept, expired ones included, newest start first. */
  silences(): Promise<readonly Silence[]>;
  delivery(id: IncidentId): Promise<Delivery | undefined>;
  /** The incidents of a configured channel that Slack lags behind with. */
  pending(channel: string): Promise<readonly Pending[]>;
  /** The configured channels that have any. */
  pendingChannels(): Promise<readonly string[]>;
  counts(): Promise<StoreCounts>;

  /** A value that is made once and kept for ever, such as a generated key. */
  once(name: string, make: () => string): Promise<string>;
  /** Rejects when the store could not save now; the sentence says why. */
  check(): Promise<void>;
  /** Waits for what was asked, then lets go of everything. */
  close(): Promise<void>;
}
