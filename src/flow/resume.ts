import type { Clock } from '../clock.ts';
import type { Incident } from '../domain/incident.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';
import type { Situations } from './situations.ts';

/** What going on after a start needs. */
export interface ResumeDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly queue: Queue;
}

const INCIDENTS_READ = 500;

/**
 * After a start, open incidents may have their cards in another workspace, and channels may be behind. Several processes may
 * do this at the same time: each card begins anew once.
 */
export async function resume(deps: ResumeDeps, situations: Situations): Promise<void> {
  const { store, clock, queue } = deps;
  for await (const shown of openIncidents(store, clock)) {
    await situations.move({ type: 'incident', shown });
  }
  for (const channel of await store.pendingChannels()) {
    queue.schedule({ kind: 'deliver', channel }, clock.now());
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
