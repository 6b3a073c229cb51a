import type { Clock } from '../clock.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';
import { plan, type Situation, type Step } from '../engine/delivery/plan.ts';
import { cardLost, firstDelivery } from '../engine/delivery/progress.ts';
import { urgencyOf } from '../engine/delivery/urgency.ts';
import type { Log } from '../log.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { Budgets } from './budgets.ts';
import { carryOut, saveDelivery } from './carry-out.ts';
import { ChannelNotices } from './channel-notices.ts';
import { handleFailure, troubleOf } from './delivery-failure.ts';
import { DeliveryFailed, type Notifier } from './notifier.ts';
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
  /** A person waits for this incident's card: it goes first. */
  now(incident: Incident): Promise<void>;
  /** Begins nothing more. */
  stop(): void;
}

/** Looking at more than this at once would cost more than it finds. */
const LOOKED_AT = 200;
const ENTRIES_READ = 20;
const INCIDENTS_READ = 500;

/** Builds the delivery loop; its budgets live as long as it does. */
export function deliverer(deps: DeliverDeps): Deliverer {
  const loop = new DeliveryLoop(deps);
  return {
    channel: (channel) => loop.channel(channel),
    now: (incident) => loop.now(incident),
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
  readonly #notices: ChannelNotices;
  readonly #turns = new Turns();
  readonly #awaited = new Set<IncidentId>();
  #resumed = false;
  #stopped = false;

  constructor(deps: DeliverDeps) {
    this.#deps = deps;
    this.#notices = new ChannelNotices(deps);
  }

  async channel(channel: string): Promise<void> {
    const { clock, queue } = this.#deps;
    while (!this.#stopped) {
      const quiet = this.#budgets.quietUntil(channel, clock.now());
      if (quiet > clock.now()) return queue.schedule({ kind: 'deliver', channel }, quiet);
      const next = await this.#guarded(channel, () => this.#choose(channel));
      if (next === undefined) continue;
      if (next.choice === null) {
        if (next.wakeAt !== null) queue.schedule({ kind: 'deliver', channel }, next.wakeAt);
        return;
      }
      const { id } = next.choice.situation.incident;
      await this.#turns.take(id, () => this.#run(id, (step) => this.#isFree(step, channel)));
    }
  }

  async now(incident: Incident): Promise<void> {
    const { channel, id } = incident;
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
      await this.#deliveryIn(team, incident);
    for (const channel of await store.pendingChannels()) {
      queue.schedule({ kind: 'deliver', channel }, clock.now());
    }
    this.#resumed = true;
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
    for (const { incident } of open.slice(0, LOOKED_AT)) {
      const situation = await this.#situation(incident);
      for (const step of plan(situation).steps) {
        const free = freeAt(step);
        if (free > now) wakeAt = earliest(wakeAt, free);
        else choice = lessUrgent(choice, this.#chosen(situation, step));
      }
    }
    return { choice, wakeAt };
  }

  #chosen(situation: Situation, step: Step): Choice {
    const { incident } = situation;
    return { situation, step, urgency: urgencyOf(incident, step, this.#awaited.has(incident.id)) };
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
  async #run(id: IncidentId, allowed: (step: Step) => boolean): Promise<void> {
    const incident = await this.#deps.store.incident(id);
    if (!incident) return;
    const { channel } = incident;
    await this.#guarded(channel, async () => {
      const situation = await this.#situation(incident);
      const step = plan(situation).steps.find(allowed);
      if (!step) return;
      this.#budgets.spend(step, channel, situation.now);
      await this.#carryOut(situation, step);
    });
  }

  async #carryOut(situation: Situation, step: Step): Promise<void> {
    const { clock, report } = this.#deps;
    try {
      await carryOut(this.#deps, situation, step);
      this.#budgets.well(situation.incident.channel);
      this.#notices.mended(situation.incident.channel);
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
    { incident, delivery }: Situation,
    { code }: DeliveryFailed,
  ): Promise<void> {
    const { store, clock } = this.#deps;
    const channelId = await this.#channelId(incident.channel);
    if (channelId !== null && delivery.card !== null && channelId !== delivery.channelId) {
      const situation = { incident, delivery, entries: [], now: clock.now() };
      return saveDelivery(store, cardLost(situation, delivery.team));
    }
    const isEntered = channelId !== null && code === 'not_in_channel';
    if (!isEntered) await this.#notices.tell(incident.channel, code);
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
      this.#budgets.trouble(troubleOf(error, channel), clock.now());
      log.warn({ channel, code: error.code }, 'Slack cannot be asked');
      return undefined;
    }
  }

  async #situation(incident: Incident): Promise<Situation> {
    const { store, clock, notifier } = this.#deps;
    const delivery = await this.#deliveryIn(await notifier.team(), incident);
    const entries = await store.timeline(incident.id, delivery.cursor, ENTRIES_READ);
    return { incident, delivery, entries, now: clock.now() };
  }

  /** How far Slack is with an incident; what was delivered to another workspace begins anew. */
  async #deliveryIn(team: string, incident: Incident): Promise<Delivery> {
    const { store, clock } = this.#deps;
    const known = await store.delivery(incident.id);
    if (!known) return firstDelivery(incident, team);
    if (known.team === team) return known;
    const situation = { incident, delivery: known, entries: [], now: clock.now() };
    const moved = cardLost(situation, team);
    await saveDelivery(store, moved);
    return moved;
  }
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
