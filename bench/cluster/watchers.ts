import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { type Bot, KEY } from './bot.ts';
import { cardChannel, DEATHS, timerChannel } from './channels.ts';

/** How long people and monitors had to wait, in milliseconds. */
export interface Waits {
  /** From the first try of a request to the answer of a process that took it. */
  readonly alerts: number[];
  /** From the answer to an alert to its card. */
  readonly cards: number[];
  /** The same of cards that a timer brings, without the timer's own time. */
  readonly timers: number[];
  /** From a command of a person to its acknowledgement. */
  readonly commands: number[];
  /** Commands that Slack said had failed. */
  failed: number;
}

/** A monitor, and a person at their Slack, that go on whatever dies. */
export class Watchers {
  readonly #bots: readonly Bot[];
  readonly #slack: Sandbox;
  readonly #cards = new Map<string, number>();
  readonly #answered = new Map<string, number>();
  readonly #alerts: number[] = [];
  readonly #commands: number[] = [];
  #failed = 0;
  #turn = 0;
  #stopped = false;

  constructor(bots: readonly Bot[], slack: Sandbox) {
    this.#bots = bots;
    this.#slack = slack;
  }

  /** Watches until `stop`, and then answers once every card is there. */
  async run(name: string, until: Promise<void>): Promise<Waits> {
    this.#stopped = false;
    const watching = [
      this.#again(50, () => this.#send('pulse', 'Pulse')),
      this.#again(700, (at) => this.#send(cardChannel(at), `${name}Card${at}x`)),
      this.#again(700, (at) => this.#send(timerChannel(at), `${name}Timer${at}x`)),
      this.#again(250, () => this.#command()),
    ];
    await until;
    this.#stopped = true;
    await Promise.all(watching);
    await this.#allCards();
    return this.#waits();
  }

  async #again(every: number, work: (at: number) => Promise<void>): Promise<void> {
    for (let at = 0; !this.#stopped; at += 1) {
      const next = Date.now() + every;
      await work(at);
      await pause(Math.max(0, next - Date.now()));
    }
  }

  async #send(to: string, name: string): Promise<void> {
    const from = Date.now();
    while (!(await this.#isTaken(to, name))) await pause(20);
    this.#alerts.push(Date.now() - from);
    if (to !== 'pulse') this.#answered.set(name, Date.now());
  }

  /** Asks the next process. */
  async #isTaken(to: string, name: string): Promise<boolean> {
    const port = this.#bots[this.#turn++ % this.#bots.length]?.port ?? 0;
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/hooks/json`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({ title: name, labels: { to } }),
        signal: AbortSignal.timeout(3_000),
      });
      return answer.ok;
    } catch {
      // It is dead or dies: the next one is asked.
      return false;
    }
  }

  async #command(): Promise<void> {
    const from = Date.now();
    try {
      await this.#slack.as('ann').command('/incident help');
      this.#commands.push(Date.now() - from);
    } catch {
      // Slack tells people that it did not work; they do it again.
      this.#failed += 1;
    }
  }

  async #allCards(): Promise<void> {
    const end = Date.now() + 40_000;
    for (;;) {
      for (const channel of DEATHS.channels) this.#note(channel);
      const missing = [...this.#answered.keys()].filter((name) => !this.#cards.has(name));
      if (missing.length === 0) return;
      if (Date.now() > end) throw new Error(`No card came for ${missing.join(', ')}.`);
      await pause(100);
    }
  }

  #note(channel: string): void {
    for (const { text, ts } of this.#slack.channel(channel).messages()) {
      const name = /\w+(Card|Timer)\d+x/.exec(text)?.[0];
      if (name !== undefined) this.#cards.set(name, Number(ts) * 1_000);
    }
  }

  #waits(): Waits {
    const lags = (kind: string, without: number) =>
      [...this.#answered]
        .filter(([name]) => name.includes(kind))
        .map(([name, at]) => (this.#cards.get(name) ?? Number.NaN) - at - without);
    return {
      alerts: this.#alerts,
      cards: lags('Card', 0),
      timers: lags('Timer', DEATHS.groupWait),
      commands: this.#commands,
      failed: this.#failed,
    };
  }
}
