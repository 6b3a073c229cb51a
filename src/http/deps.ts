import type { Clock } from '../clock.ts';
import type { SourceSettings } from '../config/settings.ts';
import type { Person } from '../domain/actor.ts';
import type { Alert } from '../domain/alert.ts';
import type { Incident } from '../domain/incident.ts';
import type { Policy } from '../domain/policy.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { Loss } from '../flow/losses.ts';
import type { ReportNoise } from '../flow/noise-report.ts';
import type { Act, Ingest } from '../flow/ports.ts';
import type { Log } from '../log.ts';
import type { Metrics, QueueDepth } from '../metrics.ts';
import type { ScrubRules, Source } from '../sources/source.ts';
import type { Store } from '../store/store.ts';

/** What the doors read of the state. */
type StoreReads = Pick<
  Store,
  | 'incident'
  | 'incidentNumbered'
  | 'incidents'
  | 'alertsOf'
  | 'alert'
  | 'firing'
  | 'timeline'
  | 'silence'
  | 'silences'
  | 'storm'
  | 'audit'
  | 'delivery'
  | 'counts'
  | 'errorGroup'
  | 'errorGroups'
  | 'mergedInto'
  | 'errorSample'
  | 'errorSamples'
  | 'releaseOf'
  | 'releases'
  | 'check'
>;

/** How we stand with Slack, for `/readyz`. */
export interface SlackState {
  /** In a word, such as `connected`. */
  readonly state: string;
  /** The name of the workspace; null: not known yet. */
  readonly workspace: string | null;
  /** What is wrong, as a sentence; null: nothing. */
  readonly detail: string | null;
}

/** How this process stands among those that share its store, for `/readyz` and the metrics. */
export interface ProcessState {
  /** Of the queue that all share, in a word, such as `well`. */
  readonly queue: string;
  /** Whether it does what only one may. */
  readonly leader: boolean;
  /** How many processes live, itself included. */
  readonly members: number;
  /** That its configuration is older than another's or the file's, as a sentence; null: it is not. */
  readonly outdated: string | null;
}

/** What the doors need of the rest of the program. */
export interface HttpDeps {
  readonly ingest: Ingest;
  readonly act: Act;
  /** So much arrived from a source, by its name. */
  readonly heard: (source: string, alerts: readonly Alert[]) => void;
  /** Something of a source is lost, by its name. */
  readonly lost: (source: string, loss: Loss) => void;
  readonly reportNoise: ReportNoise;
  readonly store: StoreReads;
  readonly clock: Clock;
  readonly policy: () => Policy;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly keys: { readonly ingest: string; readonly apiToken: string };
  readonly sources: readonly Source[];
  /** The senders that have names of their own, as configured now. */
  readonly configured: () => readonly SourceSettings[];
  /** What is taken out of errors, as configured now. */
  readonly scrub: () => ScrubRules;
  /** An entry of an incident's timeline in one line, as its thread has it. */
  tell(incident: Incident, entry: TimelineEntry): string;
  slackState(): SlackState;
  processState(): ProcessState;
  /** What waits in the queue that all share; null: there is none, or it is away. */
  queueDepth(): Promise<QueueDepth | null>;
  /** The address of a message; null where the workspace's own is not known yet. */
  permalink(channelId: string, ts: string): string | null;
  /** Who is meant by a Slack user id or a name; undefined: nobody. */
  person(user: string): Promise<Person | undefined>;
}
