import { dueTogether } from '../engine/decide.ts';
import { type DecideDeps, decideAndSave } from './decide.ts';

/** So much is decided at once, so that alerts which arrive meanwhile need not wait long. */
const DUE_AT_ONCE = 500;

/** Time passed: decides on all that is due, then asks to be woken for the next. */
export async function tick(deps: DecideDeps): Promise<void> {
  const { store, queue, clock } = deps;
  for (;;) {
    const due = await store.due(clock.now(), DUE_AT_ONCE);
    if (due.length === 0) break;
    await decideAndSave(
      deps,
      dueTogether(due).map((one) => ({ type: 'due', due: one })),
    );
  }
  const next = await store.nextDueAt();
  if (next !== null) queue.schedule({ kind: 'tick' }, next);
}
