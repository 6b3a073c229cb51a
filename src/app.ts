import type { FastifyInstance } from 'fastify';
import type { Clock } from './clock.ts';
import type { EnvironmentConfig, SlackConfig } from './config/environment.ts';
import type { LiveSettings } from './config/live.ts';
import type { Policy } from './domain/policy.ts';
import { actor } from './flow/act.ts';
import type { DecideDeps } from './flow/decide.ts';
import { type Deliverer, deliverer } from './flow/deliver.ts';
import { ingester } from './flow/ingest.ts';
import { type NoiseReports, noiseReporter, oneReport, recentReport } from './flow/noise-report.ts';
import { reconsider } from './flow/reconsider.ts';
import type { DeliveryReport } from './flow/report.ts';
import { tick } from './flow/tick.ts';
import { upkeep } from './flow/upkeep.ts';
import { weeklyReport } from './flow/weekly-report.ts';
import type { HttpDeps } from './http/deps.ts';
import { buildServer } from './http/server.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Job, Queue } from './queue/queue.ts';
import { beginNoise } from './report/noise-work.ts';
import type { SlackAdapter } from './slack/adapter.ts';
import { slackApp } from './slack/app.ts';
import { SOURCES } from './sources/index.ts';
import type { Store } from './store/store.ts';

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
}

/** The program, wired: the only place that knows every part. */
export interface App {
  /** All doors; not listening yet. */
  readonly server: FastifyInstance;
  readonly slack: SlackAdapter;
  /** Begins to deliver, to watch the clock, and to talk with Slack. */
  start(): void;
  /** Takes nothing more in, and finishes what is in flight. The store stays open. */
  stop(): Promise<void>;
}

/** Puts the parts together. */
export function createApp(parts: Parts): App {
  const { store, queue, clock } = parts;
  const settings = () => parts.settings.current();
  const policy = () => settings().policy;
  const decides: DecideDeps = { store, queue, clock, policy, decided: parts.metrics.decided };
  const act = actor(decides);
  const reports = reporter(parts);
  const slack = slackApp({
    ...slackDeps(parts),
    act,
    deliverNow,
    report: recentReport(reports, clock),
  });
  const deliver = deliverer({
    ...parts,
    notifier: slack.notifier,
    report: (report) => measure(parts.metrics, report),
    defaultChannel: () => settings().defaultChannel,
  });
  const server = buildServer(httpDeps(parts, { ingest: ingester(decides), act, slack, reports }), {
    trustProxy: parts.config.trustProxy,
    listeners: slack.requestListener ? { '/slack/events': slack.requestListener } : {},
  });

  const run = runner(parts, decides, deliver, reports);
  let unfollow = () => {};

  async function deliverNow(number: number): Promise<void> {
    const incident = await store.incidentNumbered(number);
    if (incident) await deliver.now({ type: 'incident', shown: incident });
  }

  return {
    server,
    slack,
    start() {
      queue.start(run);
      for (const job of firstJobs(policy())) queue.schedule(job, clock.now());
      unfollow = followSettings(parts, decides);
      slack.start();
    },
    async stop() {
      unfollow();
      await server.close();
      await slack.stop();
      deliver.stop();
      await queue.close();
    },
  };
}

/** Who reports the noise, by the days of the configured time zone. */
function reporter({ store, clock, settings }: Parts): NoiseReports {
  const policy = () => settings.current().policy;
  const timezone = () => settings.current().report.timezone;
  return noiseReporter({ store, clock, policy, timezone, begin: beginNoise });
}

/** What is done at each start; all of it asks to be woken again by itself. */
function firstJobs({ route: { channel } }: Policy): readonly Job[] {
  return [{ kind: 'tick' }, { kind: 'deliver', channel }, { kind: 'upkeep' }, { kind: 'report' }];
}

/** What each job of the queue does. */
function runner(
  parts: Parts,
  decides: DecideDeps,
  deliver: Deliverer,
  reports: NoiseReports,
): (job: Job) => Promise<void> {
  const retention = () => parts.settings.current().retention;
  return (job) => {
    switch (job.kind) {
      case 'tick':
        return tick(decides);
      case 'deliver':
        return deliver.channel(job.channel);
      case 'upkeep':
        return upkeep({ ...parts, retention });
      case 'report':
        return weeklyReport({ ...parts, settings: () => parts.settings.current().report, reports });
    }
  };
}

/** Looks at what fires now, and whenever the configuration changes; the function that it answers ends that. */
function followSettings(parts: Parts, decides: DecideDeps): () => void {
  void lookAgain(parts, decides);
  return parts.settings.onChange(() => {
    parts.queue.schedule({ kind: 'report' }, parts.clock.now());
    void lookAgain(parts, decides);
  });
}

/** The configuration was read or changed; a failure is tried again with the next change, and at the next start. */
async function lookAgain({ log }: Parts, decides: DecideDeps): Promise<void> {
  try {
    await reconsider(decides);
  } catch (error) {
    log.error({ error }, 'what fires was not looked at under the new configuration');
  }
}

function slackDeps({ slack, store, clock, log, settings }: Parts) {
  const policy = () => settings.current().policy;
  const { botToken, apiUrl } = slack;
  const mode =
    slack.mode.kind === 'socket'
      ? ({ type: 'socket', appToken: slack.mode.appToken } as const)
      : ({ type: 'http', signingSecret: slack.mode.signingSecret } as const);
  return { botToken, apiUrl, mode, store, clock, log, policy };
}

function httpDeps(
  parts: Parts,
  {
    ingest,
    act,
    slack,
    reports,
  }: Pick<HttpDeps, 'ingest' | 'act'> & {
    readonly slack: SlackAdapter;
    readonly reports: NoiseReports;
  },
): HttpDeps {
  return {
    ...parts,
    ingest,
    act,
    reportNoise: oneReport(reports),
    policy: () => parts.settings.current().policy,
    sources: SOURCES,
    configured: () => parts.settings.current().sources,
    slackState: () => {
      const { connected, fault } = slack.state();
      return { state: connected ? 'connected' : 'not connected', detail: fault };
    },
    permalink: (channelId, ts) => slack.permalink(channelId, ts),
    person: (user) => slack.person(user),
  };
}

function measure(metrics: Metrics, { kind, outcome, lag }: DeliveryReport): void {
  metrics.delivered(kind, outcome);
  if (lag !== null) metrics.deliveryLag(lag / 1_000);
}
