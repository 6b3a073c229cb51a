import type { RequestListener } from 'node:http';
import type { Ledger } from '../budgets/ledger.ts';
import type { Clock } from '../clock.ts';
import type { Person } from '../domain/actor.ts';
import type { Policy } from '../domain/policy.ts';
import type { NoiseReport } from '../domain/report.ts';
import type { Duration, Instant } from '../domain/time.ts';
import type { Homes } from '../flow/homes.ts';
import type { KeepReport } from '../flow/noise-report.ts';
import type { Notifier } from '../flow/notifier.ts';
import type { Act } from '../flow/ports.ts';
import type { Log } from '../log.ts';
import type { Reads } from './desk.ts';

/** How Slack reaches us: over sockets that we open, or by HTTP requests that it signs. */
export type SlackMode =
  | { readonly type: 'socket'; readonly appToken: string }
  | { readonly type: 'http'; readonly signingSecret: string };

/** What the Slack side of the program needs. */
export interface SlackDeps {
  readonly botToken: string;
  readonly mode: SlackMode;
  /** The base URL of another API server, ending in `/api/`; null: Slack's own. */
  readonly apiUrl: string | null;
  readonly act: Act;
  readonly store: Reads;
  readonly clock: Clock;
  readonly log: Log;
  /** What the configuration says now about deciding. */
  readonly policy: () => Policy;
  /** The noise of so much time until now, in all channels; may take seconds. */
  readonly report: (span: Duration) => Promise<NoiseReport>;
  readonly keepReport: KeepReport;
  /** Brings the card and thread of one incident up to date at once. */
  readonly deliverNow: (incidentNumber: number) => Promise<void>;
  /** What is spent of Slack's patience. */
  readonly ledger: Ledger;
  /** Has the Homes looked at, in this process, at that time. */
  readonly wakeHomes: (at: Instant) => void;
}

/** How it stands between Slack and us. */
interface SlackState {
  readonly connected: boolean;
  readonly mode: SlackMode['type'];
  /** The name of the workspace; null: not known yet. */
  readonly workspace: string | null;
  /** What is wrong and what to do, as a sentence, of the bot token also while connected; null: nothing. */
  readonly fault: string | null;
  /** What is wrong with the requests that come as Slack's, as a sentence; null: nothing. */
  readonly requestFault: string | null;
}

/** The Slack side of the program. */
export interface SlackAdapter {
  readonly notifier: Notifier;
  readonly homes: Homes;
  /** What answers `POST /slack/events`, reading the raw body itself; null in Socket Mode. */
  readonly requestListener: RequestListener | null;
  /** Begins to connect and goes on trying: alerts are taken in while Slack is away. */
  start(): void;
  /** Keeps so many sockets from now on, before the start or after: other processes may keep them in place of this one. */
  keepSockets(count: number): void;
  /** Resolves once Slack was reached for the first time. */
  connected(): Promise<void>;
  state(): SlackState;
  /** The address of a message; null while the workspace's own is not known yet. */
  permalink(channelId: string, ts: string): string | null;
  /** Who is meant by a user id or by a name; undefined: nobody. */
  person(user: string): Promise<Person | undefined>;
  /** Takes nothing more from Slack, and waits for what is being handled. */
  stop(): Promise<void>;
}
