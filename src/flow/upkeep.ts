import type { Clock } from '../clock.ts';
import { type Duration, hours, instant, plus } from '../domain/time.ts';
import type { Log } from '../log.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';

/** What looking after the store needs. */
export interface UpkeepDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  readonly retention: () => Kept;
}

/** How long what is over is kept, and how much. */
interface Kept {
  readonly resolved: Duration;
  readonly occurrences: Duration;
  /** Events of errors. */
  readonly events: Duration;
  /** The most events of errors that a project keeps. */
  readonly eventsPerProject: number;
}

/** So much is deleted at once, so that alerts which arrive meanwhile need not wait long. */
const DELETED_AT_ONCE = 500;
const EVERY = hours(1);

/** Deletes what is older than it is to be kept, in small steps, and asks to be woken for the next time. */
export async function upkeep({ store, queue, clock, log, retention }: UpkeepDeps): Promise<void> {
  const now = clock.now();
  const { resolved, occurrences, events, eventsPerProject } = retention();
  const bounds = {
    recordingsBefore: instant(now - occurrences),
    resolvedBefore: instant(now - resolved),
    errorsBefore: instant(now - events),
    errorsPerProject: eventsPerProject,
  };
  let total = 0;
  for (let deleted = 1; deleted > 0; total += deleted) {
    deleted = await store.prune(bounds, DELETED_AT_ONCE);
  }
  if (total > 0) log.info({ rows: total }, 'deleted what is older than it is to be kept');
  queue.schedule({ kind: 'upkeep' }, plus(now, EVERY));
}
