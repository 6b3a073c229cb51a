import { localLedger } from '../../../src/budgets/local.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Alert } from '../../../src/domain/alert.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { NoiseReport } from '../../../src/domain/report.ts';
import type { Severity } from '../../../src/domain/severity.ts';
import {
  type Duration,
  duration,
  type Instant,
  instant,
  minutes,
  plus,
} from '../../../src/domain/time.ts';
import type { TimelineEntry } from '../../../src/domain/timeline.ts';
import { actor } from '../../../src/flow/act.ts';
import { deliverer } from '../../../src/flow/deliver.ts';
import { ingester } from '../../../src/flow/ingest.ts';
import { reportKeeper } from '../../../src/flow/noise-report.ts';
import type { Act } from '../../../src/flow/ports.ts';
import { tick } from '../../../src/flow/tick.ts';
import type { MessageHandle } from '../../../src/sandbox/driver/message-handle.ts';
import type { SandboxOptions } from '../../../src/sandbox/options.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import type { SlackAdapter } from '../../../src/slack/adapter.ts';
import { slackApp } from '../../../src/slack/app.ts';
import { memoryStore } from '../../../src/store/memory/index.ts';
import type { Store } from '../../../src/store/store.ts';
import { aPolicy } from '../../support/builders.ts';
import { type ManualQueue, manualQueue } from '../../support/queue.ts';
import { theReport } from '../blocks/models.ts';
import { keptLog } from './log.ts';

const policy = aPolicy();

/** What a test may do to the deciding itself, and to the report. */
export interface Meddling {
  act?: (act: Act) => Act;
  /** The noise that is reported. */
  report?: NoiseReport;
}

/** The real Bolt at the sandbox, with the real engine and delivery over a store in memory. */
export class SlackWorld {
  readonly log = keptLog();
  readonly store: Store = memoryStore();
  readonly clock: Clock;
  readonly sandbox: Sandbox;
  readonly slack: SlackAdapter;
  /** One more process with the same store and Slack: its Slack side, to be started. */
  readonly another: () => SlackAdapter;
  readonly act: Act;
  readonly meddling: Meddling = {};
  readonly #queue: ManualQueue;
  readonly #ingest: ReturnType<typeof ingester>;
  readonly #now: { at: Instant };
  readonly #deliver: ReturnType<typeof deliverer>;

  static async start(options: SandboxOptions = {}): Promise<SlackWorld> {
    const now = { at: instant(Date.UTC(2026, 1, 10, 14, 2)) };
    const sandbox = await startSandbox({ ...options, now: () => now.at });
    const world = new SlackWorld(sandbox, now);
    await world.slack.connected();
    await sandbox.connected();
    return world;
  }

  private constructor(sandbox: Sandbox, now: { at: Instant }) {
    let ids = 0;
    this.#now = now;
    this.sandbox = sandbox;
    this.clock = { now: () => now.at, newId: () => `id${String(++ids).padStart(6, '0')}` };
    this.#queue = manualQueue(this.clock);
    const deps = {
      store: this.store,
      queue: this.#queue,
      clock: this.clock,
      log: this.log,
      policy: () => policy,
      decided: () => this.slack.homes.changed(),
    };
    this.act = actor(deps);
    this.#ingest = ingester(deps);
    this.another = () =>
      slackApp({
        ...deps,
        botToken: sandbox.botToken,
        mode: { type: 'socket', appToken: sandbox.appToken },
        apiUrl: sandbox.apiUrl,
        act: (command) => (this.meddling.act?.(this.act) ?? this.act)(command),
        report: async () => this.meddling.report ?? theReport(),
        keepReport: reportKeeper({ ...deps, channel: () => '#alerts' }),
        deliverNow: (number) => this.#deliverNow(number),
        ledger: localLedger(),
        wakeHomes: (at) => this.#queue.schedule({ kind: 'homes' }, at),
      });
    this.slack = this.another();
    const deliver = deliverer({
      ...deps,
      notifier: this.slack.notifier,
      report: () => {},
      defaultChannel: () => '#alerts',
      roomToMove: () => null,
      ledger: localLedger(),
      holder: 'alone',
      leaseFor: duration(0),
    });
    this.#deliver = deliver;
    this.#queue.start(async (job) => {
      if (job.kind === 'tick') await tick(deps);
      if (job.kind === 'deliver') await deliver.channel(job.channel);
      if (job.kind === 'homes') await this.slack.homes.look();
    });
  }

  async #deliverNow(number: number): Promise<void> {
    const incident = await this.store.incidentNumbered(number);
    if (incident) await this.#deliver.now({ type: 'incident', shown: incident });
  }

  /** A person opens an incident; its card is there. */
  async open(title: string, severity: Severity = 'warning'): Promise<Incident> {
    const quell = { type: 'api', name: 'test' } as const;
    const wish = { title, severity, description: '', channel: null } as const;
    const outcome = await this.act({ type: 'open', actor: quell, ...wish });
    if (outcome.type !== 'done') throw new Error(outcome.type);
    await this.settle();
    return outcome.incident;
  }

  /** An alert fires or ends; the card is there. */
  async receive(name: string, status: Alert['status'] = 'firing'): Promise<Incident> {
    const labels = { alertname: name, instance: 'web-1' };
    const content = { labels, annotations: {}, title: name, description: `${name} it is` };
    const more = { severity: 'warning', host: 'web-1', url: null, source: 'test' } as const;
    await this.#ingest([{ status, content: { ...content, ...more } }]);
    await this.settle();
    const [newest] = await this.store.incidents({ limit: 1, now: this.clock.now() });
    if (!newest) throw new Error('There is no incident.');
    return newest;
  }

  /** What Slack shows as the name of somebody. */
  async nameOf(person: string): Promise<string> {
    return (await this.slack.person(person))?.name ?? '';
  }

  /** Lets delivery do all that it may, letting the time pass that it has to wait for. */
  async settle(): Promise<void> {
    for (let round = 0; round < 20; round++) {
      await this.#queue.settle();
      this.pass(minutes(0.05));
    }
  }

  pass(time: Duration): void {
    this.#now.at = plus(this.#now.at, time);
  }

  /** The card as everybody sees it. */
  card(number: number): MessageHandle {
    return this.sandbox.channel('#alerts').message(new RegExp(`INC-${number}\\b`));
  }

  /** The replies below a card. */
  thread(number: number): readonly MessageHandle[] {
    return this.sandbox.channel('#alerts').thread(this.card(number).ts);
  }

  async incident(number: number): Promise<Incident> {
    const incident = await this.store.incidentNumbered(number);
    if (!incident) throw new Error(`There is no INC-${number}.`);
    return incident;
  }

  async timeline(number: number): Promise<readonly TimelineEntry[]> {
    return this.store.timeline((await this.incident(number)).id, 0, 100);
  }

  /** What only this person sees, once it is there. */
  async answerTo(person: string, words: string | RegExp): Promise<MessageHandle> {
    const says = ({ words: said, text }: MessageHandle) =>
      typeof words === 'string' ? `${said}\n${text}`.includes(words) : words.test(said);
    return this.sandbox.until(
      () => this.sandbox.as(person).ephemeral().findLast(says),
      `an answer to ${person} that says ${String(words)}`,
    );
  }

  /** Waits until the card says something. */
  async cardSays(number: number, words: string | RegExp): Promise<MessageHandle> {
    return this.sandbox.until(
      () => {
        const card = this.card(number);
        const hit = typeof words === 'string' ? card.words.includes(words) : words.test(card.words);
        return hit && card;
      },
      `the card of INC-${number} to say ${String(words)}`,
    );
  }

  async stop(): Promise<void> {
    await this.slack.stop();
    await this.#queue.close();
    await this.sandbox.close();
  }
}
