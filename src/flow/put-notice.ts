import type { Clock } from '../clock.ts';
import type { Notice } from '../domain/notice.ts';
import { NO_ROWS } from '../engine/scope.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';

/** What saving a notice needs. */
export interface NoticeDeps {
  readonly store: Pick<Store, 'notice' | 'update'>;
  readonly queue: Queue;
  readonly clock: Clock;
}

/** Saves a notice as it is now, and has it posted or changed. */
export async function putNotice(
  { store, queue, clock }: NoticeDeps,
  notice: Notice,
): Promise<void> {
  await store.update(
    () => ({ ...NO_ROWS, incidents: [notice.id] }),
    () => ({ changes: [{ type: 'notice', notice }], outcomes: [] }),
  );
  queue.schedule({ kind: 'deliver', channel: notice.channel }, clock.now());
}

/** What all notices begin with that are posted at once. */
export const POSTED = {
  cardRevision: 1,
  detailsRevision: 0,
  entryCount: 0,
  joined: null,
} as const;
