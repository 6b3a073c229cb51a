import type { Ledger } from '../budgets/ledger.ts';
import type { Clock } from '../clock.ts';
import type { Subject } from '../domain/delivery.ts';
import { type Duration, duration, type Instant, later, plus } from '../domain/time.ts';
import { plan, type Step } from '../engine/delivery/plan.ts';
import { cardLost } from '../engine/delivery/progress.ts';
import type { Situation } from '../engine/delivery/situation.ts';
import { urgencyOf, waitingSince } from '../engine/delivery/urgency.ts';
import type { Log } from '../log.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import { Budgets } from './budgets.ts';
import { carryOut } from './carry-out.ts';
import { ChannelFaults } from './channel-faults.ts';
import { handleFailure, troubleOf, unsent } from './delivery-failure.ts';
import { nameOf } from './name-of.ts';
import { DeliveryFailed, type Notifier } from './notifier.ts';
import { RecentCalls } from './recent-calls.ts';
import { type DeliveryReport, reportOf } from './report.ts';
import { resume } from './resume.ts';
import { Situations } from './situations.ts';
import { atFirstSight, earliest } from './sketch.ts';
import { HeldUp, Overtaken, Tenure } from './tenure.ts';
import { Turns } from './turns.ts';

/** What delivery needs of the world. */
export interface DeliverDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  readonly notifier: Notifier;
  /** What was spent of Slack's patience, by all processes. */
  readonly ledger: Ledger;
  /** This process, one name for each start of it. */
  readonly holder: string;
  /** How long a step may take where other processes deliver too: `LEASE`; 0: this one is alone. */
  readonly leaseFor: Duration;
  readonly report: (report: DeliveryReport) => void;
  /** Where people are told about channels that cannot be told anything. */
  readonly defaultChannel: () => string;
  /** How many cards may come anew to a channel at once, where the workspace is another one; null: all. */
  readonly roomToMove: () => number | null;
}

/** Makes Slack look like the state. */
export interface Deliverer {
  /** Does what the channel's budget allows now, and asks to be woken for the rest. The first call looks at all channels. */
  channel(channel: string): Promise<void>;
  /** A person waits for the card or the message of this: it goes first. */
  now(subject: Subject): Promise<void>;
  /** What keeps cards from people now. */
  faults(): ReturnType<ChannelFaults['standing']>;
  /** Begins nothing more. */
  stop(): void;
}

/** Looking at more than this at once would cost more than it finds. */
const LOOKED_AT = 200;
/** Where more wait and nothing can be done, they are not all looked over again for each alert that arrives. */
const MANY = 100;
const REST = duration(250);
/** A person's click that another process overtakes is looked at again so often; then the channel's turn brings it. */
const TRIES = 3;

/** Builds the delivery loop; its budgets live as long as it does. */
export function deliverer(deps: DeliverDeps): Deliverer {
  const loop = new DeliveryLoop(deps);
  return {
    channel: (channel) => loop.channel(channel),
    now: (subject) => loop.now(subject),
    faults: () => loop.faults.standing(),
    stop: () => loop.stop(),
  };
}

interface Choice {
  readonly situation: Situation;
  readonly step: Step;
  readonly urgency: number;
  readonly since: Instant;
}

/** Which steps may be made, and whether a person waits for one. */
interface Choosing {
  readonly allowed: (step: Step) => boolean;
  readonly isAwaited: boolean;
}

class DeliveryLoop {
  readonly faults: ChannelFaults;
  readonly #deps: DeliverDeps;
  readonly #budgets: Budgets;
  readonly #calls = new RecentCalls();
  readonly #situations: Situations;
  readonly #turns = new Turns();
  readonly #awaited = new Set<string>();
  /** Until when a channel where many wait is not looked over again, since nothing could be done. */
  readonly #resting = new Map<string, Instant>();
  #resumed: Promise<void> | null = null;
  #stopped = false;

  constructor(deps: DeliverDeps) {
    this.#deps = deps;
    this.#budgets = new Budgets(deps.ledger, deps.log);
    this.faults = new ChannelFaults(deps);
    this.#situations = new Situations(deps, this.#calls);
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
      const allowed = (step: Step) => this.#isFree(step, channel);
      await this.#turns.take(id, () => this.#run(id, { allowed, isAwaited: false }));
    }
  }

  async now({ shown }: Subject): Promise<void> {
    const { channel, id } = shown;
    this.#awaited.add(id);
    try {
      const allowed = (step: Step) => this.#isForPerson(step, channel);
      const run = () => this.#run(id, { allowed, isAwaited: true });
      let isSettled = false;
      for (let tries = 0; tries < TRIES && !isSettled; tries += 1) {
        isSettled = await this.#turns.take(id, run);
      }
    } finally {
      this.#awaited.delete(id);
      this.#deps.queue.schedule({ kind: 'deliver', channel }, this.#deps.clock.now());
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Once, also where several channels begin together; again where it failed. */
  #resume(): Promise<void> {
    this.#resumed ??= resume(this.#deps, this.#situations).catch((error: unknown) => {
      this.#resumed = null;
      throw error;
    });
    return this.#resumed;
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
    const situations = await this.#situations.ofAll(channel, open.slice(0, LOOKED_AT));
    for (const situation of situations) {
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
    const urgency = urgencyOf(situation, step, awaited);
    return { situation, step, urgency, since: waitingSince(situation, step) };
  }

  #isFree(step: Step, channel: string): boolean {
    const now = this.#deps.clock.now();
    return this.#budgets.freeAt(step, channel, now) <= now;
  }

  #isForPerson(step: Step, channel: string): boolean {
    const isCard = (step.kind === 'update' || step.kind === 'post') && step.slot === 'card';
    return isCard && !this.#budgets.isClosed(step, channel, this.#deps.clock.now());
  }

  /** Does the first step that is allowed, planned anew from what is true now. False: another process was faster. */
  async #run(id: string, { allowed, isAwaited }: Choosing): Promise<boolean> {
    const subject = await this.#deps.store.subject(id);
    if (!subject) return true;
    const { channel } = subject.shown;
    const isSettled = await this.#guarded(channel, async () => {
      const situation = await this.#situations.of(subject);
      const step = plan(situation).steps.find(allowed);
      if (!step) return true;
      const now = this.#deps.clock.now();
      if (!(await this.#budgets.take(step, channel, { now, isAwaited }))) return true;
      return this.#carryOut(situation, step);
    });
    return isSettled ?? true;
  }

  async #carryOut(situation: Situation, step: Step): Promise<boolean> {
    try {
      await this.#attempt(new Tenure(this.#deps, situation.delivery), situation, step);
      return true;
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      if (error.wasSent) this.#tellOvertaken(situation, step);
      return false;
    }
  }

  async #attempt(tenure: Tenure, situation: Situation, step: Step): Promise<void> {
    const { clock, report } = this.#deps;
    const { channel } = situation.subject.shown;
    try {
      await carryOut({ ...this.#deps, tenure }, situation, step);
      this.#budgets.well(channel);
      this.faults.mended(channel);
      this.#calls.done(situation, step, clock.now());
      report(reportOf(situation, step, 'delivered', clock.now()));
    } catch (error) {
      if (error instanceof HeldUp) return tenure.end(unsent(tenure, situation, step));
      if (!(error instanceof DeliveryFailed)) throw error;
      report(reportOf(situation, step, error.kind, clock.now()));
      const deps = { ...this.#deps, budgets: this.#budgets, tenure };
      await handleFailure(deps, situation, step, error);
      if (error.kind === 'token') this.faults.refused(error);
      if (error.kind === 'channel') await this.#findChannelAgain(tenure, situation, error);
    }
  }

  #tellOvertaken(situation: Situation, step: Step): void {
    const { clock, log, report } = this.#deps;
    const { subject } = situation;
    const fields = { ...nameOf(subject), channel: subject.shown.channel, step: step.kind };
    log.warn(fields, 'a step was made although another process had gone on: it is made good');
    report(reportOf(situation, step, 'overtaken', clock.now()));
  }

  /** A public channel that threw us out is entered again by looking it up; where another has its name now, the card comes there. */
  async #findChannelAgain(
    tenure: Tenure,
    { subject, delivery }: Situation,
    { code }: DeliveryFailed,
  ): Promise<void> {
    const { clock } = this.#deps;
    const { channel } = subject.shown;
    const channelId = await this.#channelId(channel);
    if (channelId !== null && delivery.card !== null && channelId !== delivery.channelId) {
      const situation = { subject, delivery, entries: [], now: clock.now() };
      return tenure.end(cardLost(situation));
    }
    const isEntered = channelId !== null && code === 'not_in_channel';
    // Where a notice goes, no cards may ever go: it may be a person.
    if (!isEntered && subject.type !== 'notice') await this.faults.tell(channel, code);
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
      if (error.kind === 'token') this.faults.refused(error);
      const { clock, log } = this.#deps;
      const times = this.#budgets.trouble(troubleOf(error, channel), clock.now());
      const level = times === 1 ? 'warn' : 'debug';
      log[level]({ channel, code: error.code }, 'Slack cannot be asked');
      return undefined;
    }
  }
}

function lessUrgent(a: Choice | null, b: Choice): Choice {
  if (a === null || b.urgency !== a.urgency) return a === null || b.urgency < a.urgency ? b : a;
  return b.since < a.since ? b : a;
}
