import { NO_ROWS } from '../engine/scope.ts';
import type { DecideDeps } from './decide.ts';

/** The configuration was read or changed: all that fires is looked at again, and planned work and calendars are watched. */
export async function reconsider(deps: DecideDeps): Promise<void> {
  const now = deps.clock.now();
  const { version } = deps.policy();
  const timer = { kind: 'calendar', subject: version, at: now } as const;
  await deps.store.update(
    () => NO_ROWS,
    () => ({ changes: [{ type: 'timer', timer }], outcomes: [] }),
  );
  deps.queue.schedule({ kind: 'tick' }, now);
}
