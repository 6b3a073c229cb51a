import type { Clock } from '../clock.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Store } from '../store/store.ts';
import { isHeld } from './rules.ts';
import { LEASE } from './times.ts';

/** What leases need of the world. */
export interface LeaseDeps {
  readonly id: string;
  readonly store: Pick<Store, 'claim' | 'release'>;
  readonly clock: Clock;
}

interface Held {
  readonly until: Instant;
  readonly token: number;
}

/** The rights that this process has, as it may count on them: each until it ends, unless it is renewed before. */
export class Leases {
  readonly #deps: LeaseDeps;
  readonly #held = new Map<string, Held>();

  constructor(deps: LeaseDeps) {
    this.#deps = deps;
  }

  /** Takes or renews it, where it is free; answers whether this process has it now. */
  async hold(name: string): Promise<boolean> {
    const { id, store, clock } = this.#deps;
    const now = clock.now();
    const until = plus(now, LEASE);
    const lease = await store.claim(name, id, now, until);
    if (lease.holder === id) this.#held.set(name, { until, token: lease.token });
    else this.#held.delete(name);
    return this.holds(name);
  }

  /** Gives it up, so that another need not wait for its end. */
  async drop(name: string): Promise<void> {
    if (this.#held.delete(name)) await this.#deps.store.release(name, this.#deps.id);
  }

  /** Gives all up. */
  async dropAll(): Promise<void> {
    for (const name of [...this.#held.keys()]) await this.drop(name);
  }

  holds(name: string): boolean {
    return isHeld(this.until(name), this.#deps.clock.now());
  }

  until(name: string): Instant | null {
    return this.#held.get(name)?.until ?? null;
  }

  /** The fence of a lease that is held: it rises whenever another process gets it; null: not held. */
  token(name: string): number | null {
    return this.holds(name) ? (this.#held.get(name)?.token ?? null) : null;
  }
}
