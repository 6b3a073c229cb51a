import type { Clock } from '../clock.ts';
import { duration, type Instant, instant, plus } from '../domain/time.ts';
import type { Member, QueueState, Store } from '../store/store.ts';
import type { ConfigRead, Self } from './cluster.ts';
import { Leases } from './leases.ts';
import { heardUntil, mayLead, modeOf } from './rules.ts';
import { SLOTS, slotsFor } from './slots.ts';
import { LIVING } from './times.ts';
import type { Look, View } from './view.ts';

/** What a member needs of the world. */
export interface MembershipDeps {
  readonly self: Self;
  readonly store: Pick<Store, 'claim' | 'release' | 'greet' | 'leave' | 'members' | 'once'>;
  readonly clock: Clock;
  /** How the shared queue stands for this process now. */
  readonly queue: () => QueueState;
  readonly config: () => ConfigRead;
  /** Whether it keeps connections to Slack. */
  readonly hasSockets: boolean;
  /** Leases that this process was given before it joined, and keeps while it lives. */
  readonly keeps: readonly string[];
}

const LEADER = 'leader';

/** One process among the others: what it said, what it saw, and which rights it has. It acts when `beat` is called. */
export class Membership {
  readonly leases: Leases;
  readonly #deps: MembershipDeps;
  #spokenAt: Instant | null = null;
  #wellSince: Instant | null = null;
  #look: Look | null = null;
  #directSince: Instant | null = null;
  #dated: ConfigRead | null = null;

  constructor(deps: MembershipDeps) {
    this.#deps = deps;
    this.leases = new Leases({ ...deps, id: deps.self.id });
  }

  /** Speaks, looks, and takes or renews what it may have. Rejects when the store does not answer. */
  async beat(): Promise<void> {
    this.#noteMode();
    await this.#dateConfig();
    await this.#speak();
    await this.#lookAround();
    await this.#lead();
    for (const name of this.#deps.keeps) await this.leases.hold(name);
    if (this.#deps.hasSockets) await this.#shareSockets();
    this.#noteMode();
  }

  /** The shared queue went or came: what the others could read until now is no longer true. */
  queueChanged(): void {
    if (this.#deps.queue() !== 'well') this.#wellSince = null;
    this.#noteMode();
  }

  /** Gives up all rights, and is forgotten. */
  async leave(): Promise<void> {
    await this.leases.dropAll();
    await this.#deps.store.leave(this.#deps.self.id);
  }

  view(): View {
    const { self, clock, queue } = this.#deps;
    return {
      now: clock.now(),
      id: self.id,
      isWorker: self.roles.includes('worker'),
      queue: queue(),
      spokenAt: this.#spokenAt,
      wellSince: this.#wellSince,
      look: this.#look,
      leaderUntil: this.leases.until(LEADER),
    };
  }

  /** The fence of the leader's lease; null: this process does not lead. */
  token(): number | null {
    return this.leases.token(LEADER);
  }

  /** Since when it runs all jobs itself without a break. */
  directSince(): Instant | null {
    return modeOf(this.view()) === 'direct' ? this.#directSince : null;
  }

  /** The others as they were seen last, and itself as it is. */
  members(): readonly Member[] {
    const { self, clock } = this.#deps;
    const seen = this.#look?.members ?? [];
    const others = seen.filter(({ id, seenAt }) => id !== self.id && seenAt > clock.now() - LIVING);
    return [...others, this.#card(clock.now())];
  }

  /** Its configuration, and when any process first read that. */
  config(): ConfigRead {
    const read = this.#deps.config();
    return this.#dated?.version === read.version ? this.#dated : read;
  }

  sockets(): number {
    return SLOTS.filter((slot) => this.leases.holds(slot)).length;
  }

  /** What it says of itself. */
  #card(now: Instant): Member {
    const { self, queue } = this.#deps;
    const { version, at } = this.config();
    return { ...self, config: version, configAt: at, queue: queue(), seenAt: now };
  }

  /** A file that was in use before is an older one, also where it is read again: the first time is kept for good. */
  async #dateConfig(): Promise<void> {
    const { store, config } = this.#deps;
    const { version, at } = config();
    if (this.#dated?.version === version) return;
    const first = await store.once(`config:${version}`, () => String(at));
    this.#dated = { version, at: instant(Number(first)) };
  }

  async #speak(): Promise<void> {
    const { store, clock } = this.#deps;
    const card = this.#card(clock.now());
    await store.greet(card);
    const wasHeard = this.#spokenAt !== null && clock.now() < heardUntil(this.#spokenAt);
    this.#spokenAt = card.seenAt;
    const isWell = card.queue === 'well' && this.#deps.queue() === 'well';
    if (!isWell) this.#wellSince = null;
    else if (!wasHeard || this.#wellSince === null) this.#wellSince = clock.now();
  }

  async #lookAround(): Promise<void> {
    const { store, clock } = this.#deps;
    const at = clock.now();
    const members = await store.members(plus(at, duration(-LIVING)));
    this.#noteMode();
    this.#look = { at, members };
  }

  async #lead(): Promise<void> {
    if (mayLead(this.view())) await this.leases.hold(LEADER);
    else await this.leases.drop(LEADER);
  }

  /** Renews those that it has, gives up what others lack, and takes what is free. */
  async #shareSockets(): Promise<void> {
    const wanted = slotsFor(this.#deps.self.id, this.members());
    let count = 0;
    for (const slot of this.#slotsOwnFirst()) {
      if (count === wanted) await this.leases.drop(slot);
      else if (await this.leases.hold(slot)) count += 1;
    }
  }

  #slotsOwnFirst(): readonly string[] {
    const isOwn = (slot: string) => this.leases.until(slot) !== null;
    return [...SLOTS.filter(isOwn), ...SLOTS.filter((slot) => !isOwn(slot))];
  }

  /** A break in running directly, however short, is one: others may have run jobs meanwhile. */
  #noteMode(): void {
    if (modeOf(this.view()) !== 'direct') this.#directSince = null;
    else this.#directSince ??= this.#deps.clock.now();
  }
}
