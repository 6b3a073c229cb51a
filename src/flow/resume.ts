import type { Clock } from '../clock.ts';
import type { Incident } from '../domain/incident.ts';
import type { Store } from '../store/store.ts';
import { type MoveDeps, moveIn } from './move-in.ts';
import type { Situations } from './situations.ts';

const INCIDENTS_READ = 500;

/**
 * After a start, open incidents may have their cards in another workspace, and channels may be behind. Several processes may
 * do this at the same time: each card begins anew once.
 */
export async function resume(deps: MoveDeps, situations: Situations): Promise<void> {
  const { store, clock, queue } = deps;
  await moveIn(deps, situations, openIncidents(store, clock));
  await situations.comeBack(await newestResolved(store, clock));
  for (const channel of await store.pendingChannels()) {
    queue.schedule({ kind: 'deliver', channel }, clock.now());
  }
}

/** Where Quell is back in a workspace, cards there may still show as open what ended meanwhile. */
function newestResolved(store: Store, clock: Clock): Promise<readonly Incident[]> {
  const query = { status: 'resolved', limit: INCIDENTS_READ, now: clock.now() } as const;
  return store.incidents(query);
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
