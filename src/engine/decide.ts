import type { Batch, Decision, Input, Outcome, Snapshot } from '../domain/decision.ts';
import type { Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import { type Due, dueKey, type Timer, type TimerKind, timerKey } from '../domain/timer.ts';
import { Draft } from './draft.ts';
import { inhibitionOf } from './inhibition.ts';
import { matchable } from './matchable.ts';
import { onAlert } from './on-alert.ts';
import { onCommand } from './on-command.ts';
import { onDue, onTimer } from './on-due.ts';

/** What this batch changes, and what became of each of its inputs. Pure: the same arguments give the same answer. */
export function decide(snapshot: Snapshot, batch: Batch, policy: Policy, now: Instant): Decision {
  const draft = new Draft(snapshot, batch.id, policy);
  const outcomes = decideAll(draft, batch.inputs, now);
  const until = lastDue(batch) ?? now;
  runTimers(draft, ({ kind, at }) => !LATER.has(kind) && at <= until);
  return { changes: draft.changes(), outcomes };
}

/** What may touch very much is looked at in decisions of its own. */
const LATER: ReadonlySet<TimerKind> = new Set(['silence', 'inhibition', 'calendar', 'storm-over']);

/**
 * The first of what is due that one decision should take: up to a look at very much, which sets itself anew for the next
 * page. What is due after it comes when all pages are through, without that they all become one decision.
 */
export function dueTogether(due: readonly Due[]): readonly Due[] {
  const index = due.findIndex((each) => each.type === 'timer' && LATER.has(each.timer.kind));
  return index === -1 ? due : due.slice(0, index + 1);
}

/** In their order, but alerts that inhibit come before those that they might inhibit. */
function decideAll(draft: Draft, inputs: readonly Input[], now: Instant): readonly Outcome[] {
  if (draft.policy.inhibit.length === 0) return inputs.map((input) => decideOne(draft, input, now));
  const outcomes = new Map<number, Outcome>();
  for (const index of inhibitorsFirst(inputs, draft.policy)) {
    const input = inputs[index];
    if (input) outcomes.set(index, decideOne(draft, input, now));
  }
  return inputs.flatMap((_, index) => outcomes.get(index) ?? []);
}

function inhibitorsFirst(inputs: readonly Input[], policy: Policy): readonly number[] {
  const rank = (input: Input | undefined) =>
    input?.type === 'alert' &&
    inhibitionOf(matchable(input.alert.content), policy).inhibits.length === 0
      ? 1
      : 0;
  const ranks = inputs.map(rank);
  return [...inputs.keys()].sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
}

/** Up to when a batch of what is due goes: what lies behind it may come after other things that are due. */
function lastDue({ inputs }: Batch): Instant | undefined {
  const last = inputs.at(-1);
  return last?.type === 'due' ? last.due.at : undefined;
}

function decideOne(draft: Draft, input: Input, now: Instant): Outcome {
  switch (input.type) {
    case 'alert':
      return onAlert(draft, input.alert, now);
    case 'command':
      return onCommand(draft, input.command, now);
    case 'due':
      // What this batch itself has made due before comes first, as it would have, had we been there.
      runTimers(draft, (timer) => isBefore(timer, input.due));
      onDue(draft, input.due);
      return { type: 'passed' };
  }
}

/** Of what is due at the same moment each has its place, whether it was known before or not. */
function isBefore(timer: Timer, due: Due): boolean {
  return timer.at < due.at || (timer.at === due.at && timerKey(timer) < dueKey(due));
}

function runTimers(draft: Draft, isWanted: (timer: Timer) => boolean): void {
  for (;;) {
    const timer = draft.earliestTimer(isWanted);
    if (!timer) return;
    onTimer(draft, timer);
  }
}
