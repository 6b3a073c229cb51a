import type { Batch, Decision, Input, Outcome, Snapshot } from '../domain/decision.ts';
import type { Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import type { Timer } from '../domain/timer.ts';
import { Draft } from './draft.ts';
import { onAlert } from './on-alert.ts';
import { onCommand } from './on-command.ts';
import { onDue, onTimer } from './on-due.ts';

/** What this batch changes, and what became of each of its inputs. Pure: the same arguments give the same answer. */
export function decide(snapshot: Snapshot, batch: Batch, policy: Policy, now: Instant): Decision {
  const draft = new Draft(snapshot, batch.id);
  const outcomes = batch.inputs.map((input) => decideOne(draft, input, policy, now));
  const until = lastDue(batch) ?? now;
  // What a silence touches is looked at in decisions of its own, since that may be much.
  runTimers(draft, policy, ({ kind, at }) => kind !== 'silence' && at <= until);
  return { changes: draft.changes(), outcomes };
}

/** Up to when a batch of what is due goes: what lies behind it may come after other things that are due. */
function lastDue({ inputs }: Batch): Instant | undefined {
  const last = inputs.at(-1);
  return last?.type === 'due' ? last.due.at : undefined;
}

function decideOne(draft: Draft, input: Input, policy: Policy, now: Instant): Outcome {
  switch (input.type) {
    case 'alert':
      return onAlert(draft, input.alert, policy.route, now);
    case 'command':
      return onCommand(draft, input.command, policy, now);
    case 'due':
      // What this batch itself has made due before comes first, as it would have, had we been there.
      runTimers(draft, policy, ({ at }) => at < input.due.at);
      onDue(draft, input.due, policy.route);
      return { type: 'passed' };
  }
}

function runTimers(draft: Draft, policy: Policy, isWanted: (timer: Timer) => boolean): void {
  for (;;) {
    const timer = draft.earliestTimer(isWanted);
    if (!timer) return;
    onTimer(draft, timer, policy.route);
  }
}
