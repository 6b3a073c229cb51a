import type { WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { Policy } from '../domain/policy.ts';
import type { NoiseReport } from '../domain/report.ts';
import type { Duration } from '../domain/time.ts';
import type { Homes } from '../flow/homes.ts';
import type { KeepReport } from '../flow/noise-report.ts';
import type { Act } from '../flow/ports.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Directory } from './directory.ts';
import type { Identity } from './identity.ts';
import type { Modals } from './modals.ts';
import type { Week } from './week.ts';

/** The reads that answers in Slack are made of. Everything that a person changes goes through `act`. */
export type Reads = Pick<
  Store,
  | 'incident'
  | 'incidentNumbered'
  | 'incidents'
  | 'incidentAt'
  | 'alertsOf'
  | 'timeline'
  | 'silence'
  | 'silences'
  | 'storm'
  | 'notice'
  | 'audit'
  | 'delivery'
  | 'firing'
  | 'errorGroup'
  | 'errorGroups'
  | 'mergedInto'
  | 'newestSample'
  | 'errorSamples'
  | 'releaseOf'
  | 'habits'
>;

/** What every button, modal, command and event has at hand. */
export interface Desk {
  readonly act: Act;
  readonly store: Reads;
  readonly clock: Clock;
  readonly log: Log;
  /** What the configuration says now about deciding. */
  readonly policy: () => Policy;
  /** The noise of so much time until now, in all channels; may take seconds. */
  readonly report: (span: Duration) => Promise<NoiseReport>;
  readonly keepReport: KeepReport;
  /** A client that does not keep people waiting. */
  readonly web: WebClient;
  readonly modals: Modals;
  readonly directory: Directory;
  readonly identity: Identity;
  readonly homes: Homes;
  readonly week: Week;
  /** Brings the card and thread of one incident up to date at once. */
  readonly deliverNow: (incidentNumber: number) => Promise<void>;
}
