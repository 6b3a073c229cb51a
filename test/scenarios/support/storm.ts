import type { Incident } from '../../../src/domain/incident.ts';
import { type Labels, labelOf } from '../../../src/domain/labels.ts';
import { hours, type Instant, plus } from '../../../src/domain/time.ts';
import type { Bot } from '../../support/world.ts';
import { iso, type PostedAlert, postAlerts } from './alertmanager-api.ts';

const NAMES = 50;
const CLUSTERS = 4;
const INSTANCES = 50;
export const GROUPS = NAMES * CLUSTERS;

/** One alert of the storm, and whether it goes on and off. */
interface Stormy {
  readonly labels: Labels;
  readonly flaps: boolean;
}

/** Ten thousand alerts in two hundred groups by name and cluster, one group after the other; a tenth of them flaps. */
export function byGroup(): readonly Stormy[] {
  return Array.from({ length: GROUPS * INSTANCES }, (_, n) => ({
    labels: labelsOf(Math.floor(n / INSTANCES), n % INSTANCES),
    flaps: n % 10 === 3,
  }));
}

/** The same in an order that nobody chose: all groups begin within the first seconds. */
export function mixed(): readonly Stormy[] {
  const order = (n: number) => Math.imul(n + 1, 0x9e3779b1) >>> 0;
  const places = byGroup().map((alert, n) => ({ alert, order: order(n) }));
  return places.sort((a, b) => a.order - b.order).map(({ alert }) => alert);
}

function labelsOf(group: number, instance: number): Labels {
  const name = group % NAMES;
  return {
    alertname: `Alert${String(name).padStart(2, '0')}`,
    cluster: `c${Math.floor(group / NAMES)}`,
    instance: `web-${instance}`,
    severity: name % 10 === 9 ? 'critical' : 'warning',
  };
}

function groupOf(labels: Labels): string {
  return `${labelOf(labels, 'alertname')} ${labelOf(labels, 'cluster')}`;
}

/** A Prometheus in trouble, and somebody who looks at the channel. */
export class Storm {
  readonly #bot: Bot;
  readonly #since = new Map<Labels, Instant>();
  readonly #began = new Map<string, Instant>();
  readonly #seen = new Map<number, Instant>();
  #flapping: readonly Stormy[] = [];

  constructor(bot: Bot) {
    this.#bot = bot;
  }

  /** All of them fire within 30 s; those that flap end and fire again every few seconds. */
  async rage(alerts: readonly Stormy[]): Promise<void> {
    const share = Math.ceil(alerts.length / 30);
    for (let second = 0; second < 30; second++) {
      const some = alerts.slice(second * share, (second + 1) * share);
      await this.#fire(some);
      this.#flapping = [...this.#flapping, ...some.filter(({ flaps }) => flaps)];
      const off = this.#flapping.filter((_, n) => (n + second) % 6 === 0);
      await this.#end(off);
      await this.passes(1);
      await this.#fire(off);
    }
  }

  /** All of them end within 5 s. */
  async calmDown(alerts: readonly Stormy[]): Promise<void> {
    const share = alerts.length / 5;
    for (let second = 0; second < 5; second++) {
      await this.#end(alerts.slice(second * share, (second + 1) * share));
      await this.passes(1);
    }
  }

  /** Seconds pass, and after each of them somebody looks at all that can be read. */
  async passes(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      await this.#bot.advance('1s');
      const messages = this.#bot.cards().flatMap((card) => [card, ...card.replies()]);
      for (const { words } of messages) this.#read(words);
    }
  }

  /** After how many seconds from its first alert on each incident could be read of. */
  lagOf({ number, labels }: Incident): number {
    const seen = this.#seen.get(number) ?? Number.POSITIVE_INFINITY;
    return (seen - (this.#began.get(groupOf(labels)) ?? 0)) / 1_000;
  }

  #read(words: string): void {
    for (const [, text] of words.matchAll(/INC-(\d+)/g)) {
      const number = Number(text);
      if (!this.#seen.has(number)) this.#seen.set(number, this.#bot.clock.now());
    }
  }

  async #fire(alerts: readonly Stormy[]): Promise<void> {
    const now = this.#bot.clock.now();
    for (const { labels } of alerts) {
      if (!this.#since.has(labels)) this.#since.set(labels, now);
      if (!this.#began.has(groupOf(labels))) this.#began.set(groupOf(labels), now);
    }
    await postAlerts(this.#bot, this.#posted(alerts, plus(now, hours(1))));
  }

  async #end(alerts: readonly Stormy[]): Promise<void> {
    await postAlerts(this.#bot, this.#posted(alerts, this.#bot.clock.now()));
    for (const { labels } of alerts) this.#since.delete(labels);
  }

  #posted(alerts: readonly Stormy[], endsAt: Instant): readonly PostedAlert[] {
    return alerts.map(({ labels }) => ({
      labels,
      startsAt: iso(this.#since.get(labels) ?? endsAt),
      endsAt: iso(endsAt),
    }));
  }
}
