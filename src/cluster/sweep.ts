import type { Clock } from '../clock.ts';
import { hours, type Instant, plus } from '../domain/time.ts';
import type { Job } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';

/** How often the jobs are asked for again that nothing in the store tells of. */
const REMINDED_EVERY = hours(1);

/** Asks for the jobs that the store shows to be needed; those that wait already lose nothing by it. */
export class Sweep {
  readonly #store: Pick<Store, 'nextDueAt' | 'pendingChannels'>;
  readonly #clock: Clock;
  #reminded: { readonly at: Instant; readonly token: number | null } | null = null;

  constructor(store: Pick<Store, 'nextDueAt' | 'pendingChannels'>, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** For the leader only: others would find the same. `token` is its fence. */
  async run(token: number | null, schedule: (job: Job, at: Instant) => void): Promise<void> {
    const now = this.#clock.now();
    const next = await this.#store.nextDueAt();
    if (next !== null) schedule({ kind: 'tick' }, next);
    for (const channel of await this.#store.pendingChannels()) {
      schedule({ kind: 'deliver', channel }, now);
    }
    if (!this.#isReminderDue(token, now)) return;
    this.#reminded = { at: now, token };
    for (const kind of ['upkeep', 'report', 'sources'] as const) schedule({ kind }, now);
  }

  /** Whoever leads anew does not know what its predecessor asked for. */
  #isReminderDue(token: number | null, now: Instant): boolean {
    const last = this.#reminded;
    return last === null || last.token !== token || now >= plus(last.at, REMINDED_EVERY);
  }
}
