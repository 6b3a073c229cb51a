import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { liveSettings, type SettingsHolder } from '../../src/config/live.ts';
import { readSettings } from '../../src/config/read.ts';
import type { Settings } from '../../src/config/settings.ts';
import type { Labels } from '../../src/domain/labels.ts';
import type { Route } from '../../src/domain/policy.ts';
import { type Duration, instant, later, plus } from '../../src/domain/time.ts';
import { scopeOf } from '../../src/engine/scope.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { MessageHandle } from '../../src/sandbox/driver/message-handle.ts';
import type { ModalHandle } from '../../src/sandbox/driver/modal-handle.ts';
import type { SandboxOptions } from '../../src/sandbox/options.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import type { Store } from '../../src/store/store.ts';
import { keptLog } from '../slack/support/log.ts';
import { lasting, NOON, type SimulatedClock, simulatedClock } from './clock.ts';
import { callApi, KEYS, post } from './doors.ts';
import { Monitor, type Spoken } from './monitor.ts';
import { type ManualQueue, manualQueue } from './queue.ts';
import { read } from './reading.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What a scenario may ask for; all of it has a default. */
export interface BotOptions {
  readonly store?: 'sqlite' | 'memory';
  readonly mode?: 'socket' | 'http';
  readonly sandbox?: SandboxOptions;
  readonly route?: Partial<Route>;
  /** What `quell.yml` says; without it the defaults hold. */
  readonly config?: string;
  /** When it begins, such as `2026-03-28T22:30Z`. */
  readonly from?: string;
}

/** No test depends on speed: only what never happens is waited for so long. */
const PATIENCE_MS = 20_000;

/** What changes what somebody sees in Slack. */
const WRITES = /^(chat\.|views\.|response_url)/;

/** Starts the whole program over a Slack of its own; both end with the test, which fails on errors that it did not expect. */
export async function startBot(options: BotOptions = {}): Promise<Bot> {
  const bot = new Bot(options);
  onTestFinished(() => bot.end());
  await bot.begin();
  return bot;
}

/** The real program, unmodified Bolt included, over simulated time and a local Slack. */
export class Bot {
  readonly clock: SimulatedClock;
  readonly log = keptLog();
  readonly #options: BotOptions;
  readonly #monitor = new Monitor();
  readonly #path: string | null;
  readonly #sandboxes: Sandbox[] = [];
  readonly #expected: RegExp[] = [];
  #queue: ManualQueue;
  #writesBefore = 0;
  #ended = false;
  /** Where it listens, in HTTP mode. */
  url = '';
  settings: SettingsHolder;
  slack!: Sandbox;
  store!: Store;
  app!: App;

  constructor(options: BotOptions) {
    this.#options = options;
    this.clock = simulatedClock(options.from ? instant(Date.parse(options.from)) : NOON);
    this.#queue = manualQueue(this.clock);
    this.settings = liveSettings(this.#read(options.config ?? ''), this.log);
    this.#path = options.store === 'memory' ? null : join(temporaryFolder(), 'quell.db');
  }

  /** The file is changed while the program runs, and what fires is looked at again. */
  async configure(config: string): Promise<void> {
    this.settings.replace(this.#read(config));
    // The store decides in order: once this is done, that look is asked for.
    await this.store.update(
      () => scopeOf([], this.settings.current().policy),
      () => ({ changes: [], outcomes: [] }),
    );
    await this.settle();
  }

  /** Starts Slack, then the program. */
  async begin(): Promise<void> {
    this.slack = await this.#newSlack();
    this.store = memoryStore();
    await this.start();
  }

  /** Starts the program, as at the beginning and after a stop. */
  async start(): Promise<void> {
    if (this.#path !== null) this.store = sqliteStore(this.#path);
    this.#queue = manualQueue(this.clock);
    this.settings = liveSettings(this.settings.current(), this.log);
    this.app = createApp({
      config: { trustProxy: [] },
      settings: this.settings,
      slack: this.#slackConfig(),
      keys: KEYS,
      store: this.store,
      queue: this.#queue,
      clock: this.clock,
      log: this.log,
      metrics: createMetrics({ process: false }),
    });
    this.app.start();
    await this.#connected();
    await this.settle();
  }

  /** Ends the program; with the file, its store goes too. */
  async stop(): Promise<void> {
    await this.app.stop();
    if (this.#path !== null) await this.store.close();
  }

  /** Ends the program and starts it over the same store; where asked, with another workspace or the first one again. */
  async restart(how: { readonly workspace?: 'another' | 'first' } = {}): Promise<void> {
    await this.stop();
    if (how.workspace === 'another') this.slack = await this.#newSlack();
    if (how.workspace === 'first') this.slack = this.#sandboxes[0] ?? this.slack;
    await this.start();
  }

  /** What the test's end does. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.stop();
    for (const slack of this.#sandboxes) await slack.close();
    const unexpected = this.log.lines.filter(
      ({ level, text }) => level === 'error' && !this.#expected.some((words) => words.test(text)),
    );
    expect(unexpected, 'errors in the log that the test does not expect').toEqual([]);
  }

  /** This error belongs to the scenario; without it, or with others, the test fails. */
  expectError(words: RegExp): void {
    this.#expected.push(words);
    const texts = this.log.lines.filter(({ level }) => level === 'error').map(({ text }) => text);
    expect(texts.join('\n')).toMatch(words);
  }

  /** Posts a body through the door of a source, and lets the bot do what follows at once. */
  async receive(source: string, body: object): Promise<void> {
    const answer = await post(this.app.server, source, body);
    expect(answer.statusCode, answer.body).toBe(202);
    await this.settle();
  }

  /** An Alertmanager tells that an alert fires: anew, or still. */
  fires(name: string, labels: Labels = {}, annotations: Labels = {}): Promise<void> {
    return this.firesAll([{ name, labels, annotations }]);
  }

  /** One notification of several alerts. */
  firesAll(alerts: readonly Spoken[]): Promise<void> {
    return this.receive('alertmanager', this.#monitor.firing(alerts, this.clock.now()));
  }

  /** An Alertmanager tells that an alert has ended. */
  ends(name: string, labels: Labels = {}): Promise<void> {
    const body = this.#monitor.resolved([{ name, labels }], this.clock.now());
    return this.receive('alertmanager', body);
  }

  /** Somebody opens an incident themselves, in a channel of their choice. */
  async opens(person: string, title: string, channel: string): Promise<void> {
    await this.slack.as(person).command(`/incident new ${title}`);
    const modal = await this.modal(person);
    await modal.fill('Where?', channel);
    await modal.submit();
    await this.eventually(async () => {
      const { incidents } = await this.api('GET', '/incidents?limit=1');
      expect(incidents).toMatchObject([{ title }]);
    });
  }

  /** An administrator of the workspace deletes a message. */
  async deleteMessage({ channel, ts }: MessageHandle): Promise<void> {
    const headers = {
      authorization: `Bearer ${this.slack.botToken}`,
      'content-type': 'application/json; charset=utf-8',
    };
    const body = JSON.stringify({ channel, ts });
    const answer = await fetch(`${this.slack.apiUrl}chat.delete`, {
      method: 'POST',
      headers,
      body,
    });
    expect(await answer.json()).toMatchObject({ ok: true });
  }

  /** Calls the REST API and answers what it says. */
  async api(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) {
    const answer = await callApi(this.app.server, { method, path, body });
    expect(answer.statusCode, answer.body).toBeLessThan(300);
    await this.settle();
    return answer.body === '' ? null : answer.json();
  }

  /** Asks the REST API for an action that may be refused. */
  async tries(number: number, body: object): Promise<void> {
    const path = `/incidents/${number}/actions`;
    await callApi(this.app.server, { method: 'POST', path, body });
    await this.settle();
  }

  /** Runs what is due now. */
  settle(): Promise<void> {
    return this.#queue.settle();
  }

  /** Lets time pass, stopping wherever something is due. */
  async advance(by: string | Duration): Promise<void> {
    await this.settle();
    this.#writesBefore = this.writes;
    const end = plus(this.clock.now(), lasting(by));
    for (let at = this.#queue.nextAt(); at !== null && at <= end; at = this.#queue.nextAt()) {
      this.clock.moveTo(later(at, this.clock.now()));
      await this.settle();
    }
    this.clock.moveTo(end);
    await this.settle();
  }

  /** Waits until the assertions hold; meanwhile the bot does what is due, but no time passes. */
  async eventually<T>(look: () => T | Promise<T>): Promise<T> {
    const once = async () => {
      await this.settle();
      return look();
    };
    return vi.waitFor(once, { timeout: PATIENCE_MS, interval: 5 });
  }

  /** How often the bot changed what somebody sees. */
  get writes(): number {
    return this.slack.requests.all.filter(
      ({ direction, name }) => direction === 'to-slack' && WRITES.test(name),
    ).length;
  }

  /** The bot wrote nothing during the last `advance`. */
  expectNothingElse(): void {
    expect(this.writes - this.#writesBefore, 'writes while time passed').toBe(0);
  }

  /** The one card in the channel in which these words can be read. */
  card(words: string | RegExp, channel = '#alerts'): MessageHandle {
    return this.slack.channel(channel).message(words);
  }

  /** What the bot shows in a channel, oldest first. */
  cards(channel = '#alerts'): readonly MessageHandle[] {
    return this.slack.channel(channel).messages();
  }

  /** What only this person sees in #alerts, newest last, once these words can be read in the newest. */
  answerTo(person: string, words: string | RegExp): Promise<MessageHandle> {
    return this.eventually(() => {
      const answer = this.slack.as(person).ephemeral().at(-1);
      if (!answer) throw new Error(`${person} has no answer.`);
      expect(read(answer)).toMatch(words);
      return answer;
    });
  }

  /** The modal that this person has open, once it is. */
  modal(person: string): Promise<ModalHandle> {
    return this.eventually(() => {
      const open = this.slack.as(person).openModal();
      if (!open) throw new Error(`${person} has no modal open.`);
      return open;
    });
  }

  /** Who asks gets an answer with these words. */
  async ask(person: string, words: string, says: string | RegExp): Promise<MessageHandle> {
    await this.slack.as(person).command(`/incident ${words}`.trim());
    return this.answerTo(person, says);
  }

  #read(config: string): Settings {
    const reading = readSettings(config, {
      name: 'quell.yml',
      environment: {},
      now: this.clock.now(),
    });
    if ('faults' in reading) throw new Error(JSON.stringify(reading.faults, null, 2));
    const { policy } = reading.settings;
    const route = { ...policy.route, ...this.#options.route };
    return { ...reading.settings, policy: { ...policy, route } };
  }

  async #newSlack(): Promise<Sandbox> {
    const { mode = 'socket', sandbox } = this.#options;
    const slack = await startSandbox({
      mode: { kind: mode },
      ackWithin: PATIENCE_MS,
      ...sandbox,
      now: () => this.clock.now(),
    });
    this.#sandboxes.push(slack);
    return slack;
  }

  #slackConfig() {
    const { botToken, apiUrl, appToken, signingSecret } = this.slack;
    const mode =
      this.#options.mode === 'http'
        ? ({ kind: 'http', signingSecret } as const)
        : ({ kind: 'socket', appToken } as const);
    return { botToken, apiUrl, mode };
  }

  async #connected(): Promise<void> {
    await this.app.slack.connected();
    if (this.#options.mode === 'http') {
      this.url = await this.app.server.listen({ host: '127.0.0.1', port: 0 });
      await this.slack.useRequestUrl(`${this.url}/slack/events`);
    }
    await this.slack.connected();
  }
}
