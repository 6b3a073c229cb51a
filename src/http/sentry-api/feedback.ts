import type { SdkItem } from '../../sources/index.ts';
import type { Origin } from '../../sources/source.ts';
import { stored } from '../faults.ts';
import type { IntakeDeps } from '../take-in.ts';

/** Puts what a user wrote to the error that struck them; where that is not known, into the log. */
export async function tellFeedback(
  { store, act, log }: IntakeDeps,
  { name, project = name }: Origin,
  { eventId, text }: NonNullable<SdkItem['feedback']>,
): Promise<void> {
  const sample = eventId && (await stored(store.errorSample(eventId)));
  if (!sample) {
    log.info({ project, event: eventId ?? null, text }, 'feedback about no event that is kept');
    return;
  }
  const actor = { type: 'source', name } as const;
  await stored(act({ type: 'feedback', actor, group: sample.group, text }));
}
