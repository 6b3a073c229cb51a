import type { Clock } from '../clock.ts';
import type { Delivery, Subject } from '../domain/delivery.ts';
import type { Incident } from '../domain/incident.ts';
import { duration, type Instant, later, plus } from '../domain/time.ts';
import { NAMED_AT_MOST } from '../engine/delivery/bundle.ts';
import { plan, type Step } from '../engine/delivery/plan.ts';
import { cardLost, firstDelivery } from '../engine/delivery/progress.ts';
import type { Situation } from '../engine/delivery/situation.ts';
import { urgencyOf } from '../engine/delivery/urgency.ts';
import type { Log } from '../log.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { Budgets } from './budgets.ts';
import { carryOut, saveDelivery } from './carry-out.ts';
import { ChannelFaults } from './channel-faults.ts';
import { handleFailure, troubleOf } from './delivery-failure.ts';
import { DeliveryFailed, type Notifier } from './notifier.ts';
import { RecentCalls } from './recent-calls.ts';
import { type DeliveryReport, reportOf } from './report.ts';
import { atFirstSight, earliest } from './sketch.ts';
import { Turns } from './turns.ts';

/** What delivery needs of the world. */
export interface DeliverDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  readonly notifier: Notifier;
  readonly report: (report: DeliveryReport) => void;
  /** Where people are told about channels that cannot be told anything. */
  readonly defaultChannel: () => string;
}

/** Makes Slack look like the state. */
export interface Deliverer {
  /** Does what the channel's budget allows now, and asks to be woken for the rest. The first call looks at all channels. */
  channel(channel: string): Promise<void>;
  /** A person waits for the card or the message of this: it goes first. */
  now(subject: Subject): Promise<void>;
  /** Begins nothing more. */
  stop(): void;
}

/** Looking at more than this at once would cost more than it finds. */
const LOOKED_AT = 200;
/** Where more wait and nothing can be done, they are not all looked over again for each alert that arrives. */
const MANY = 100;
const REST = duration(250);
const INCIDENTS_READ = 500;

/** Builds the delivery loop; its budgets live as long as it does. */
export function deliverer(deps: DeliverDeps): Deliverer {
  const loop = new DeliveryLoop(deps);
  return {
    channel: (channel) => loop.channel(channel),
    now: (subject) => loop.now(subject),
    stop: () => loop.stop(),
  };
}

interface Choice {
  readonly situation: Situation;
  readonly step: Step;
  readonly urgency: number;
}

class DeliveryLoop {
  readonly #deps: DeliverDeps;
  readonly #budgets = new Budgets();
  readonly #faults: ChannelFaults;
  readonly #calls = new RecentCalls();
  readonly #turns = new Turns();
  readonly #awaited = new Set<string>();
  /** Until when a channel where many wait is not looked over again, since nothing could be done. */
  readonly #resting = new Map<string, Instant>();
  #resumed = false;
  #stopped = false;

  constructor(deps: DeliverDeps) {
    this.#deps = deps;
    this.#faults = new ChannelFaults(deps);
  }

  async channel(channel: string): Promise<void> {
    const { clock, queue } = this.#deps;
    while (!this.#stopped) {
      const quiet = this.#quietUntil(channel, clock.now());
      if (quiet > clock.now()) return queue.schedule({ kind: 'deliver', channel }, quiet);
      const next = await this.#guarded(channel, () => this.#choose(channel));
      if (next === undefined) continue;
      if (next.choice === null) {
        if (next.wakeAt !== null) queue.schedule({ kind: 'deliver', channel }, next.wakeAt);
        return;
      }
      const { id } = next.choice.situation.subject.shown;
      await this.#turns.take(id, () => this.#run(id, (step) => this.#isFree(step, channel)));
    }
  }

  async now({ shown }: Subject): Promise<void> {
    const { channel, id } = shown;
    this.#awaited.add(id);
    try {
      await this.#turns.take(id, () => this.#run(id, (step) => this.#isForPerson(step, channel)));
    } finally {
      this.#awaited.delete(id);
      this.#deps.queue.schedule({ kind: 'deliver', channel }, this.#deps.clock.now());
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  /** After a start, open incidents may have their cards in another workspace, and channels may be behind. */
  async #resume(): Promise<void> {
    if (this.#resumed) return;
    const { store, clock, queue, notifier } = this.#deps;
    const team = await notifier.team();
    for await (const incident of openIncidents(store, clock))
      await this.#deliveryIn(team, { type: 'incident', shown: incident });
    for (const channel of await store.pendingChannels()) {
      queue.schedule({ kind: 'deliver', channel }, clock.now());
    }
    this.#resumed = true;
  }

  #quietUntil(channel: string, now: Instant): Instant {
    return later(this.#budgets.quietUntil(channel, now), this.#resting.get(channel) ?? now);
  }

  /** What to do next in a channel; null: nothing now. */
  async #choose(channel: string): Promise<{ choice: Choice | null; wakeAt: Instant | null }> {
    await this.#resume();
    const now = this.#deps.clock.now();
    const pending = await this.#deps.store.pending(channel);
    const freeAt = (step: Step) => this.#budgets.freeAt(step, channel, now);
    const { open, wakeAt: later } = atFirstSight(pending, freeAt, now);
    let choice: Choice | null = null;
    let wakeAt = later;
    const situations: Situation[] = [];
    for (const { subject } of open.slice(0, LOOKED_AT)) {
      const situation = await this.#situation(subject);
      situations.push(situation);
      for (const step of plan(situation).steps) {
        const free = freeAt(step);
        if (free > now) wakeAt = earliest(wakeAt, free);
        else choice = lessUrgent(choice, this.#chosen(situation, step));
      }
    }
    this.#calls.lookedOver(channel, situations);
    if (choice === null && pending.length > MANY) this.#resting.set(channel, plus(now, REST));
    return { choice, wakeAt };
  }

  #chosen(situation: Situation, step: Step): Choice {
    const awaited = this.#awaited.has(situation.subject.shown.id);
    return { situation, step, urgency: urgencyOf(situation, step, awaited) };
  }

  #isFree(step: Step, channel: string): boolean {
    const now = this.#deps.clock.now();
    return this.#budgets.freeAt(step, channel, now) <= now;
  }

  #isForPerson(step: Step, channel: string): boolean {
    const isCard = (step.kind === 'update' || step.kind === 'post') && step.slot === 'card';
    return isCard && !this.#budgets.isClosed(step, channel, this.#deps.clock.now());
  }

  /** Does the first step that is allowed, planned anew from what is true now. */
  async #run(id: string, allowed: (step: Step) => boolean): Promise<void> {
    const subject = await this.#deps.store.subject(id);
    if (!subject) return;
    const { channel } = subject.shown;
    await this.#guarded(channel, async () => {
      const situation = await this.#situation(subject);
      const step = plan(situation).steps.find(allowed);
      if (!step) return;
      this.#budgets.spend(step, channel, situation.now);
      await this.#carryOut(situation, step);
    });
  }

  async #carryOut(situation: Situation, step: Step): Promise<void> {
    const { clock, report } = this.#deps;
    const { channel } = situation.subject.shown;
    try {
      await carryOut(this.#deps, situation, step);
      this.#budgets.well(channel);
      this.#faults.mended(channel);
      this.#calls.done(situation, step, clock.now());
      report(reportOf(situation, step, 'delivered', clock.now()));
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      report(reportOf(situation, step, error.kind, clock.now()));
      await handleFailure({ ...this.#deps, budgets: this.#budgets }, situation, step, error);
      if (error.kind === 'channel') await this.#findChannelAgain(situation, error);
    }
  }

  /** A public channel that threw us out is entered again by looking it up; where another has its name now, the card comes there. */
  async #findChannelAgain(
    { subject, delivery }: Situation,
    { code }: DeliveryFailed,
  ): Promise<void> {
    const { store, clock } = this.#deps;
    const { channel } = subject.shown;
    const channelId = await this.#channelId(channel);
    if (channelId !== null && delivery.card !== null && channelId !== delivery.channelId) {
      const situation = { subject, delivery, entries: [], now: clock.now() };
      return saveDelivery(store, cardLost(situation, delivery.team));
    }
    const isEntered = channelId !== null && code === 'not_in_channel';
    // Where a notice goes, no cards may ever go: it may be a person.
    if (!isEntered && subject.type !== 'notice') await this.#faults.tell(channel, code);
  }

  async #channelId(channel: string): Promise<string | null> {
    try {
      return await this.#deps.notifier.channelId(channel);
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      return null;
    }
  }

  /** Slack could not even be asked: the channel is left alone for a while. */
  async #guarded<T>(channel: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      const { clock, log } = this.#deps;
      const times = this.#budgets.trouble(troubleOf(error, channel), clock.now());
      const level = times === 1 ? 'warn' : 'debug';
      log[level]({ channel, code: error.code }, 'Slack cannot be asked');
      return undefined;
    }
  }

  async #situation(subject: Subject): Promise<Situation> {
    const { store, clock, notifier } = this.#deps;
    const delivery = await this.#deliveryIn(await notifier.team(), subject);
    const entries = await untold(store, subject, delivery);
    const calls = this.#calls.in(subject.shown.channel);
    return { subject, delivery, entries, now: clock.now(), calls };
  }

  /** How far Slack is with something; what was delivered to another workspace begins anew. */
  async #deliveryIn(team: string, subject: Subject): Promise<Delivery> {
    const { store, clock } = this.#deps;
    const known = await store.delivery(subject.shown.id);
    if (!known) return firstDelivery(subject.shown, team);
    if (known.team === team) return known;
    const situation = { subject, delivery: known, entries: [], now: clock.now() };
    const moved = cardLost(situation, team);
    await saveDelivery(store, moved);
    return moved;
  }
}

/** The entries that wait, as many as one reply may tell. A storm has some that may not be told before its next beat. */
async function untold(store: Store, { shown }: Subject, { cursor }: Delivery) {
  const most = Math.min(NAMED_AT_MOST, shown.entryCount - cursor);
  return most > 0 ? store.timeline(shown.id, cursor, most) : [];
}

async function* openIncidents(store: Store, clock: Clock): AsyncGenerator<Incident> {
  let below = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const query = { status: 'open', limit: INCIDENTS_READ, below, now: clock.now() } as const;
    const page = await store.incidents(query);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    below = last.number;
  }
}

function lessUrgent(a: Choice | null, b: Choice): Choice {
  return a !== null && a.urgency <= b.urgency ? a : b;
}
