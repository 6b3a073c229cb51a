import type { Self } from '../../../src/cluster/cluster.ts';
import { Membership } from '../../../src/cluster/membership.ts';
import { leads, type Mode, modeOf } from '../../../src/cluster/rules.ts';
import { BEAT, DIRECT_BEAT } from '../../../src/cluster/times.ts';
import { type Duration, duration, type Instant, plus } from '../../../src/domain/time.ts';
import { aloneCoordination, type Coordination } from '../../../src/store/alone.ts';
import type { QueueState } from '../../../src/store/store.ts';
import { type SimulatedClock, simulatedClock } from '../../support/clock.ts';

/** One process of a crowd: its own member, over the store that all share. */
export class Pretended {
  readonly name: string;
  readonly member: Membership;
  queue: QueueState = 'well';
  config = 'c1';
  isPaused = false;
  isDead = false;
  /** It does not reach the store. */
  isCutOff = false;
  beatAt: Instant;

  constructor(name: string, store: Coordination, clock: SimulatedClock, roles: Self['roles']) {
    this.name = name;
    this.beatAt = clock.now();
    const startedAt = clock.now();
    this.member = new Membership({
      self: { id: name, host: name, version: '1', roles, startedAt },
      store: { ...reachedBy(this, store), once: async (_, make) => make() },
      clock,
      queue: () => this.queue,
      config: () => ({ version: this.config, at: startedAt }),
      hasSockets: roles.includes('slack'),
      keeps: [],
    });
  }

  /** What it would do with a job that is in its hands now; paused or dead it does nothing. */
  mode(): Mode {
    return this.isPaused || this.isDead ? 'idle' : modeOf(this.member.view());
  }

  leads(): boolean {
    return !this.isPaused && !this.isDead && leads(this.member.view());
  }

  sockets(): number {
    return this.isDead ? 0 : this.member.sockets();
  }
}

/** Processes over one store, in simulated time that passes in small steps. */
export class Crowd {
  readonly clock = simulatedClock();
  readonly store = aloneCoordination();
  readonly all: Pretended[] = [];
  /** Called after each step. */
  watch: () => void = () => {};

  join(name: string, roles: Self['roles'] = ['http', 'worker', 'slack']): Pretended {
    const one = new Pretended(name, this.store, this.clock, roles);
    this.all.push(one);
    return one;
  }

  /** Redis goes or comes, for some or all. */
  async redis(state: QueueState, ...of: readonly Pretended[]): Promise<void> {
    for (const one of of.length > 0 ? of : this.all) {
      if (one.queue === state) continue;
      one.queue = state;
      if (one.isPaused || one.isDead) continue;
      one.member.queueChanged();
      one.beatAt = this.clock.now();
    }
    await this.pass(duration(0));
  }

  async pass(by: Duration, step: Duration = duration(250)): Promise<void> {
    const end = plus(this.clock.now(), by);
    for (;;) {
      await this.#beatAll();
      this.watch();
      if (this.clock.now() >= end) return;
      this.clock.moveTo(Math.min(plus(this.clock.now(), step), end) as Instant);
      this.watch();
    }
  }

  async #beatAll(): Promise<void> {
    for (const one of this.all) {
      if (one.isPaused || one.isDead || one.beatAt > this.clock.now()) continue;
      // What a store that does not answer means is the same as no beat.
      await one.member.beat().catch(() => {});
      const isDirect = modeOf(one.member.view()) === 'direct';
      one.beatAt = plus(this.clock.now(), isDirect ? DIRECT_BEAT : BEAT);
    }
  }
}

/** As the process reaches the store, or does not. */
function reachedBy(one: Pretended, store: Coordination): Coordination {
  const reach = <T>(call: () => Promise<T>): Promise<T> =>
    one.isCutOff ? Promise.reject(new Error('The store does not answer.')) : call();
  return {
    claim: (...args) => reach(() => store.claim(...args)),
    release: (...args) => reach(() => store.release(...args)),
    greet: (...args) => reach(() => store.greet(...args)),
    leave: (...args) => reach(() => store.leave(...args)),
    members: (...args) => reach(() => store.members(...args)),
  };
}
