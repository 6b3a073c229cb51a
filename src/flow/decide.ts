import type { Clock } from '../clock.ts';
import type { Change, Decision, Input, Outcome } from '../domain/decision.ts';
import { wasTold } from '../domain/incident.ts';
import type { Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import { decide } from '../engine/decide.ts';
import { scopeOf } from '../engine/scope.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';

/** What every door of the engine needs. */
export interface DecideDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly policy: () => Policy;
  /** Counts what became of an input, by its reason. */
  readonly decided: (reason: string) => void;
}

/** One decision, saved: then whoever has to act on it is woken. */
export async function decideAndSave(deps: DecideDeps, inputs: readonly Input[]): Promise<Decision> {
  const { store, clock } = deps;
  const policy = deps.policy();
  const now = clock.now();
  const batch = { id: clock.newId(), inputs };
  const decision = await store.update(
    () => scopeOf(inputs, policy),
    (snapshot) => decide(snapshot, batch, policy, now),
  );
  wake(deps.queue, decision.changes, now);
  for (const outcome of decision.outcomes) deps.decided(reasonOf(outcome));
  return decision;
}

/** Has Slack brought up to date where something is to be told, and the clock watched where something is due. */
function wake(queue: Queue, changes: readonly Change[], now: Instant): void {
  const channels = new Set<string>();
  let due = Number.POSITIVE_INFINITY as Instant;
  for (const change of changes) {
    if (change.type === 'incident' && wasTold(change.incident))
      channels.add(change.incident.channel);
    const at = dueAt(change);
    if (at !== null && at < due) due = at;
  }
  for (const channel of channels) queue.schedule({ kind: 'deliver', channel }, now);
  if (Number.isFinite(due)) queue.schedule({ kind: 'tick' }, due);
}

function dueAt(change: Change): Instant | null {
  if (change.type === 'timer') return change.timer.at;
  if (change.type === 'alert' && change.alert.status === 'firing') return change.alert.endsAt;
  return null;
}

function reasonOf(outcome: Outcome): string {
  if (outcome.type === 'alert') return outcome.reason;
  return outcome.type === 'refused' ? outcome.refusal : outcome.type;
}
