import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { SourceSettings } from '../../src/config/settings.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { Command } from '../../src/domain/command.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { type Duration, type Instant, instant, plus } from '../../src/domain/time.ts';
import { actor } from '../../src/flow/act.ts';
import { ingester } from '../../src/flow/ingest.ts';
import type { Loss } from '../../src/flow/losses.ts';
import { noiseReporter, oneReport } from '../../src/flow/noise-report.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { buildServer } from '../../src/http/server.ts';
import { withIntake } from '../../src/http/take-in.ts';
import { createMetrics } from '../../src/metrics.ts';
import { beginNoise } from '../../src/report/noise-work.ts';
import { oneLiner } from '../../src/slack/blocks/one-liner.ts';
import { SCRUB_ALL } from '../../src/sources/errors/scrub.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import { aPolicy } from '../support/builders.ts';
import { manualQueue } from '../support/queue.ts';

export const INGEST_KEY = 'ingest-key-0123456789';
export const API_TOKEN = 'api-token-0123456789';
export const START = instant(Date.UTC(2026, 1, 10, 14, 2));

/** The doors over the real engine, a memory store and simulated time. */
export class HttpWorld {
  #now: Instant = START;
  #ids = 0;
  readonly store = memoryStore();
  readonly taken: Alert[][] = [];
  readonly commands: Command[] = [];
  /** From which sources something arrived. */
  readonly heard: string[] = [];
  /** What of sources is lost. */
  readonly lost: { readonly source: string; readonly loss: Loss }[] = [];
  readonly logged: { level: string; fields: Readonly<Record<string, unknown>>; text: string }[] =
    [];
  /** Set: the store cannot save. */
  broken: Error | null = null;
  /** What is configured; a test may put another in its place at any time. */
  policy: Policy = aPolicy({ groupBy: ['alertname', 'service', 'exception_group'] });
  configured: readonly SourceSettings[] = [];
  readonly app: FastifyInstance;

  constructor(
    change: (deps: HttpDeps) => HttpDeps = (deps) => deps,
    { hasDoors = true }: { readonly hasDoors?: boolean } = {},
  ) {
    const listeners = {};
    const deps = withIntake(change(this.#deps()));
    this.app = buildServer(deps, { trustProxy: [], listeners, hasDoors });
  }

  get now(): Instant {
    return this.#now;
  }

  advance(by: Duration): void {
    this.#now = plus(this.#now, by);
  }

  #deps(): HttpDeps {
    const clock = { now: () => this.#now, newId: () => `id${++this.#ids}` };
    const flow = {
      store: this.store,
      queue: manualQueue(clock),
      clock,
      policy: () => this.policy,
      decided: () => {},
    };
    const [ingest, act] = [ingester(flow), actor(flow)];
    const note = (level: string) => (fields: Readonly<Record<string, unknown>>, text: string) =>
      void this.logged.push({ level, fields, text });
    return {
      clock,
      policy: () => this.policy,
      ingest: async (alerts) => {
        if (this.broken) throw this.broken;
        this.taken.push([...alerts]);
        return ingest(alerts);
      },
      act: async (command) => {
        if (this.broken) throw this.broken;
        this.commands.push(command);
        return act(command);
      },
      heard: (source) => void this.heard.push(source),
      lost: (source, loss) => void this.lost.push({ source, loss }),
      reportNoise: oneReport(noiseReporter({ ...flow, timezone: () => 'UTC', begin: beginNoise })),
      store: { ...this.store, check: async () => this.#fail() },
      metrics: createMetrics({ process: false }),
      log: { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') },
      keys: { ingest: INGEST_KEY, apiToken: API_TOKEN },
      sources: SOURCES,
      configured: () => this.configured,
      scrub: () => SCRUB_ALL,
      processState: () => ({ queue: 'none', leader: true, members: 1, outdated: null }),
      queueDepth: async () => null,
      tell: (incident, entry) => oneLiner(incident, entry).sentence,
      slackState: () => ({ state: 'connected', workspace: null, detail: null }),
      permalink: (channel, ts) => `https://example.slack.com/archives/${channel}/p${ts}`,
      person: async (user) => (user === 'nobody' ? undefined : { id: user, name: user }),
    };
  }

  #fail(): void {
    if (this.broken) throw this.broken;
  }

  /** A request with the ingest key. */
  async send(options: InjectOptions): Promise<LightMyRequestResponse> {
    return this.#with(INGEST_KEY, options);
  }

  /** A request with the API token. */
  async ask(options: InjectOptions): Promise<LightMyRequestResponse> {
    return this.#with(API_TOKEN, options);
  }

  async #with(key: string, options: InjectOptions): Promise<LightMyRequestResponse> {
    const headers = { authorization: `Bearer ${key}`, ...options.headers };
    return this.app.inject({ ...options, headers });
  }

  async hook(source: string, payload: unknown): Promise<LightMyRequestResponse> {
    return this.send({ method: 'POST', url: `/hooks/${source}`, ...json(payload) });
  }
}

/** A body in JSON. */
export function json(payload: unknown) {
  return { payload: JSON.stringify(payload), headers: { 'content-type': 'application/json' } };
}
