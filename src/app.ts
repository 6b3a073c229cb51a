import type { FastifyInstance } from 'fastify';
import type { Clock } from './clock.ts';
import type { Config, SlackConfig } from './config.ts';
import { actor } from './flow/act.ts';
import type { DecideDeps } from './flow/decide.ts';
import { deliverer } from './flow/deliver.ts';
import { ingester } from './flow/ingest.ts';
import type { DeliveryReport } from './flow/report.ts';
import { tick } from './flow/tick.ts';
import type { HttpDeps } from './http/deps.ts';
import { buildServer } from './http/server.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Queue } from './queue/queue.ts';
import type { SlackAdapter } from './slack/adapter.ts';
import { slackApp } from './slack/app.ts';
import { SOURCES } from './sources/index.ts';
import type { Store } from './store/store.ts';

/** What the program is made of; tests hand in other parts. */
export interface Parts {
  readonly config: Pick<Config, 'policy' | 'trustProxy'>;
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
  const policy = () => parts.config.policy;
  const decides: DecideDeps = { store, queue, clock, policy, decided: parts.metrics.decided };
  const act = actor(decides);
  const slack = slackApp({ ...slackDeps(parts), act, deliverNow });
  const deliver = deliverer({
    ...parts,
    notifier: slack.notifier,
    report: (report) => measure(parts.metrics, report),
    defaultChannel: () => policy().route.channel,
  });
  const server = buildServer(httpDeps(parts, { ingest: ingester(decides), act, slack }), {
    trustProxy: parts.config.trustProxy,
    listeners: slack.requestListener ? { '/slack/events': slack.requestListener } : {},
  });

  async function deliverNow(number: number): Promise<void> {
    const incident = await store.incidentNumbered(number);
    if (incident) await deliver.now(incident);
  }

  return {
    server,
    slack,
    start() {
      queue.start((job) => (job.kind === 'tick' ? tick(decides) : deliver.channel(job.channel)));
      queue.schedule({ kind: 'tick' }, clock.now());
      queue.schedule({ kind: 'deliver', channel: policy().route.channel }, clock.now());
      slack.start();
    },
    async stop() {
      await server.close();
      await slack.stop();
      deliver.stop();
      await queue.close();
    },
  };
}

function slackDeps({ slack, store, clock, log }: Parts) {
  const { botToken, apiUrl } = slack;
  const mode =
    slack.mode.kind === 'socket'
      ? ({ type: 'socket', appToken: slack.mode.appToken } as const)
      : ({ type: 'http', signingSecret: slack.mode.signingSecret } as const);
  return { botToken, apiUrl, mode, store, clock, log };
}

function httpDeps(
  parts: Parts,
  { ingest, act, slack }: Pick<HttpDeps, 'ingest' | 'act'> & { readonly slack: SlackAdapter },
): HttpDeps {
  return {
    ...parts,
    ingest,
    act,
    policy: () => parts.config.policy,
    sources: SOURCES,
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
