import type { FastifyInstance } from 'fastify';
import { duration, type Instant } from './domain/time.ts';
import { LEASE } from './engine/delivery/lease.ts';
import { actor } from './flow/act.ts';
import type { DecideDeps } from './flow/decide.ts';
import { deliverer } from './flow/deliver.ts';
import type { Homes } from './flow/homes.ts';
import { ingester } from './flow/ingest.ts';
import { noiseReporter, recentReport, reportKeeper } from './flow/noise-report.ts';
import type { DeliveryReport } from './flow/report.ts';
import { buildServer } from './http/server.ts';
import { withIntake } from './http/take-in.ts';
import type { MailDoor } from './mail-in/door.ts';
import type { Metrics } from './metrics.ts';
import type { Queue } from './queue/queue.ts';
import { beginNoise } from './report/noise-work.ts';
import type { SlackAdapter } from './slack/adapter.ts';
import { slackApp } from './slack/app.ts';
import { alone } from './wiring/alone.ts';
import { followSettings } from './wiring/follow-settings.ts';
import { httpDeps } from './wiring/http-deps.ts';
import { firstJobs, runner } from './wiring/jobs.ts';
import { loggingErrors } from './wiring/logged-errors.ts';
import { followMail, mailDoor } from './wiring/mail.ts';
import { queuesOf } from './wiring/own-queue.ts';
import type { Parts, SharedParts } from './wiring/parts.ts';
import { silentSources, sourceLosses } from './wiring/silent-sources.ts';
import { keepSockets, listenersOf } from './wiring/slack-share.ts';
import { type Ending, endInOrder } from './wiring/stopping.ts';

/** The program, wired: the only place that knows every part. */
export interface App {
  /** All doors; not listening yet. */
  readonly server: FastifyInstance;
  /** Where mail comes in; not listening yet. */
  readonly mail: MailDoor;
  readonly slack: SlackAdapter;
  /** Begins to deliver, to watch the clock, and to talk with Slack. */
  start(): void;
  /** Takes nothing more in, and finishes what is in flight; says for which part it waits. The store stays open. */
  stop(waitsFor?: (part: string) => void): Promise<void>;
}

/** Puts the parts together. */
export function createApp(parts: Parts): App {
  const { store, queue, clock, shared = alone(parts) } = parts;
  const policy = () => parts.settings.current().policy;
  const queues = queuesOf({ ...parts, isShared: parts.shared !== undefined });
  const decided = telling(parts.metrics, () => slack.homes);
  const decides: DecideDeps = { store, queue, clock, policy, decided };
  const act = actor(decides);
  const { reports, report } = reporter(parts);
  const slack = slackApp({ ...slackDeps(parts, queues.own, shared), act, deliverNow, report });
  const deliver = deliverer({ ...parts, ...deliverDeps(parts, shared), notifier: slack.notifier });
  const [silent, losses] = [silentSources(parts), sourceLosses(parts)];
  const ingest = loggingErrors(ingester(decides), { ...parts, policy });
  const made = { ingest, act, slack, deliver, reports, shared, silent, losses };
  const { server, mail } = doors(parts, made);
  let unfollow = () => {};

  async function deliverNow(number: number): Promise<void> {
    const incident = await store.incidentNumbered(number);
    if (incident) await deliver.now({ type: 'incident', shown: incident });
  }

  return {
    server,
    mail,
    slack,
    start() {
      queues.start(runner(parts, decides, made));
      for (const job of firstJobs(policy())) queue.schedule(job, clock.now());
      unfollow = followAll(
        followSettings(parts, decides, shared),
        followMail(parts, mail, shared),
        keepSockets(slack, shared),
      );
      slack.start();
      void shared.cluster.start();
    },
    stop: async (waitsFor = () => {}) => {
      unfollow();
      await endInOrder(endings(parts, made, { server, mail, queues }), waitsFor);
    },
  };
}

/** What a stop ends, in this order: first what lets something in, last what others rely on. */
function endings(
  { errorLog }: Parts,
  { slack, deliver, silent, losses, shared }: Parameters<typeof httpDeps>[1],
  {
    server,
    mail,
    queues,
  }: Pick<App, 'server' | 'mail'> & { readonly queues: Pick<Queue, 'close'> },
): readonly Ending[] {
  return [
    ['requests in hand', () => Promise.all([server.close(), mail.close()])],
    ['the log of errors', () => errorLog?.close()],
    ['what people do in Slack', () => slack.stop()],
    [
      'notes about sources',
      () => {
        deliver.stop();
        return Promise.all([silent.stop(), losses.stop()]);
      },
    ],
    ['messages on their way to Slack', () => queues.close()],
    ['the other processes', () => shared.cluster.stop()],
  ];
}

/** Where alerts come in; closed for now. */
function doors(parts: Parts, made: Parameters<typeof httpDeps>[1]): Pick<App, 'server' | 'mail'> {
  const deps = withIntake(httpDeps(parts, made));
  const server = buildServer(deps, {
    trustProxy: parts.config.trustProxy,
    listeners: listenersOf(made.slack, made.shared),
    hasDoors: made.shared.roles.includes('http'),
  });
  return { server, mail: mailDoor(parts, deps) };
}

function followAll(...ends: readonly (() => void)[]): () => void {
  return () => {
    for (const end of ends) end();
  };
}

/** Who reports the noise, by the days of the configured time zone: of any days, and of the last ones in all channels. */
function reporter({ store, clock, settings }: Parts) {
  const policy = () => settings.current().policy;
  const timezone = () => settings.current().report.timezone;
  const reports = noiseReporter({ store, clock, policy, timezone, begin: beginNoise });
  return { reports, report: recentReport(reports, clock) };
}

function slackDeps(parts: Parts, own: Queue, { ledger }: SharedParts) {
  const { slack, store, clock, log, settings } = parts;
  const policy = () => settings.current().policy;
  const { botToken, apiUrl } = slack;
  const mode =
    slack.mode.kind === 'socket'
      ? ({ type: 'socket', appToken: slack.mode.appToken } as const)
      : ({ type: 'http', signingSecret: slack.mode.signingSecret } as const);
  const channel = () => settings.current().defaultChannel;
  const keepReport = reportKeeper({ store, clock, channel });
  const wakeHomes = (at: Instant) => own.schedule({ kind: 'homes' }, at);
  return { botToken, apiUrl, mode, store, clock, log, policy, keepReport, ledger, wakeHomes };
}

function deliverDeps({ metrics, settings, shared: given }: Parts, shared: SharedParts) {
  return {
    ledger: shared.ledger,
    holder: shared.cluster.id,
    leaseFor: given ? LEASE : duration(0),
    report: (report: DeliveryReport) => measure(metrics, report),
    defaultChannel: () => settings.current().defaultChannel,
    roomToMove: () => settings.current().policy.storm?.incidents ?? null,
  };
}

/** Every decision is counted, and may be news for the Homes that people have open. */
function telling(metrics: Metrics, homes: () => Homes): DecideDeps['decided'] {
  return (reason, count) => {
    metrics.decided(reason, count);
    homes().changed();
  };
}

function measure(metrics: Metrics, { kind, outcome, lag }: DeliveryReport): void {
  metrics.delivered(kind, outcome);
  if (lag !== null) metrics.deliveryLag(lag / 1_000);
}
