import type { Ledger } from '../budgets/ledger.ts';
import type { Clock } from '../clock.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { EnvironmentConfig, SlackConfig } from '../config/environment.ts';
import type { LiveSettings } from '../config/live.ts';
import type { Role } from '../config/roles.ts';
import type { ErrorLog } from '../error-log.ts';
import type { HttpDeps } from '../http/deps.ts';
import type { Log } from '../log.ts';
import type { Metrics, QueueDepth } from '../metrics.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';

/** What the program is made of; tests hand in other parts. */
export interface Parts {
  readonly config: Pick<EnvironmentConfig, 'trustProxy'>;
  /** What the configuration file says, as it changes. */
  readonly settings: LiveSettings;
  /** Which Slack: a real one, or the sandbox. */
  readonly slack: SlackConfig;
  readonly keys: HttpDeps['keys'];
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Where errors are appended; without it, nowhere. */
  readonly errorLog?: ErrorLog;
  /** Without it, this process is alone with its store. */
  readonly shared?: SharedParts;
}

/** What a process has besides that shares its store with others. */
export interface SharedParts {
  readonly cluster: Cluster;
  /** What all together spend of Slack's patience. */
  readonly ledger: Ledger;
  readonly roles: readonly Role[];
  /** What waits in the queue that all share; null: there is none, or it is away. */
  readonly queueDepth: () => Promise<QueueDepth | null>;
}
