import type { Batch, Decision, Input, Outcome, Snapshot } from '../domain/decision.ts';
import type { Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import { Draft } from './draft.ts';
import { onAlert } from './on-alert.ts';
import { onCommand } from './on-command.ts';
import { onDue, onTimer } from './on-due.ts';

/** What this batch changes, and what became of each of its inputs. Pure: the same arguments give the same answer. */
export function decide(snapshot: Snapshot, batch: Batch, policy: Policy, now: Instant): Decision {
  const draft = new Draft(snapshot, batch.id);
  const outcomes = batch.inputs.map((input) => decideOne(draft, input, policy, now));
  for (let timer = draft.nextDue(now); timer; timer = draft.nextDue(now)) {
    onTimer(draft, timer, policy.route);
  }
  return { changes: draft.changes(), outcomes };
}

function decideOne(draft: Draft, input: Input, policy: Policy, now: Instant): Outcome {
  switch (input.type) {
    case 'alert':
      return onAlert(draft, input.alert, policy.route, now);
    case 'command':
      return onCommand(draft, input.command, policy, now);
    case 'due':
      runEarlier(draft, input.due.at, policy);
      onDue(draft, input.due, policy.route);
      return { type: 'passed' };
  }
}

/** What this batch itself has made due before `at` comes first, as it would have, had we been there. */
function runEarlier(draft: Draft, at: Instant, policy: Policy): void {
  for (let timer = draft.nextDue(at); timer && timer.at < at; timer = draft.nextDue(at)) {
    onTimer(draft, timer, policy.route);
  }
}
