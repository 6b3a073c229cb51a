import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { LEASE } from '../cluster/times.ts';
import { plus, seconds } from '../domain/time.ts';
import type { Store } from '../store/store.ts';
import { Unstartable } from './listen.ts';

/** The right to have the one sandbox of all processes that share a database. */
export const SANDBOX = 'sandbox';

const LOOK_EVERY_MS = 500;

/**
 * Waits for the right to the one sandbox: each would have people and channels of its own, and incidents of one would be
 * nobody's in another. A process that was killed is waited for; one that lives is not.
 */
export async function holdSandbox(
  store: Pick<Store, 'claim'>,
  holder: string,
  clock: Pick<Clock, 'now'>,
): Promise<void> {
  const patience = plus(clock.now(), seconds(LEASE / 1_000 + 2));
  for (;;) {
    const now = clock.now();
    const lease = await store.claim(SANDBOX, holder, now, plus(now, LEASE));
    if (lease.holder === holder) return;
    if (now >= patience) throw new Unstartable(TAKEN, undefined);
    await wait(LOOK_EVERY_MS);
  }
}

const TAKEN =
  'Another process works with this database and has a sandbox, which belongs to one process alone. Set SLACK_BOT_TOKEN for several processes, or stop the other one.';
