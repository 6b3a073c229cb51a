import type { Timer } from '../domain/timer.ts';
import type { Draft } from './draft.ts';
import { hear } from './hearing.ts';
import { QUELL } from './record.ts';

/** So many cards are released in one decision; the rest in the next ones, so that none takes long. */
const RELEASED_AT_ONCE = 200;

/** A storm is over: what it withheld and still fires gets its card, some at a time; what is quiet by now needs none. */
export function releaseWithheld(draft: Draft, { subject, at }: Timer): void {
  const waiting = draft.withheldByStorm(subject, RELEASED_AT_ONCE);
  for (const incident of waiting) {
    const cause = { actor: QUELL, at, reason: 'storm-over' } as const;
    const free = draft.putIncident({ ...incident, withheldBy: null });
    hear(draft, free, cause, { afterStorm: true });
  }
  if (waiting.length === RELEASED_AT_ONCE) draft.setTimer({ kind: 'storm-over', subject, at });
}
