import type { Clock } from '../clock.ts';
import type { Delivery } from '../domain/delivery.ts';
import { type Duration, duration, plus } from '../domain/time.ts';
import type { Late } from '../engine/delivery/overtaken.ts';
import type { Step } from '../engine/delivery/plan.ts';
import { failed, notSent, slotLost } from '../engine/delivery/progress.ts';
import type { Situation } from '../engine/delivery/situation.ts';
import type { Log } from '../log.ts';
import { type Budgets, RETRY_AFTER_UNSAID } from './budgets.ts';
import { nameOf } from './name-of.ts';
import type { DeliveryFailed } from './notifier.ts';
import type { Tenure } from './tenure.ts';

interface FailureDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly budgets: Budgets;
  readonly tenure: Tenure;
}

/** Where the trouble is: in one channel, or, with null, in all of Slack. */
export function troubleOf(error: DeliveryFailed, channel: string): string | null {
  return error.kind === 'token' ? null : channel;
}

/** What a failed step means: nothing is lost, and nothing is posted twice. Rejects with `Overtaken`. */
export async function handleFailure(
  deps: FailureDeps,
  situation: Situation,
  step: Step,
  error: DeliveryFailed,
): Promise<void> {
  const { subject } = situation;
  deps.log.warn(
    {
      ...nameOf(subject),
      channel: subject.shown.channel,
      step: step.kind,
      kind: error.kind,
      code: error.code,
      ...(error.needed !== null && { needed: error.needed }),
    },
    'delivery failed',
  );
  await record(deps, situation, step, error);
}

async function record(
  { clock, budgets, tenure }: FailureDeps,
  before: Situation,
  step: Step,
  error: DeliveryFailed,
): Promise<void> {
  const { channel } = before.subject.shown;
  const now = clock.now();
  const situation = { ...before, delivery: knownBefore(tenure, before, step), now };
  switch (error.kind) {
    case 'busy':
      await budgets.close(step, channel, { now, until: plus(now, retryAfter(error)) });
      return tenure.end(unsent(tenure, before, step));
    case 'unreachable':
      budgets.trouble(channel, now);
      return tenure.end(unsent(tenure, before, step));
    case 'unknown':
      // What was recorded of it stays: its outcome is looked up before anything is posted again.
      budgets.trouble(channel, now);
      return tenure.end(tenure.row, perhapsLate(tenure.row, step));
    case 'gone':
      return tenure.end(slotLost(situation, lostSlot(step)));
    case 'channel':
    case 'token':
      budgets.trouble(troubleOf(error, channel), now);
      return tenure.end(lookedUpStill(step, situation, failed(situation, error.code)));
    case 'refused':
      return tenure.end(lookedUpStill(step, situation, failed(situation, error.code)));
  }
}

function retryAfter({ retryAfter: said }: DeliveryFailed): Duration {
  return said === null ? RETRY_AFTER_UNSAID : duration(said);
}

/** A step that surely reached nobody leaves things as they were. */
export function unsent(tenure: Tenure, before: Situation, step: Step): Delivery {
  const delivery = knownBefore(tenure, before, step);
  return lookedUpStill(step, { ...before, delivery }, notSent(delivery));
}

/** How far Slack was before the step. An update that was surely not taken needs no look for a late arrival. */
function knownBefore(tenure: Tenure, before: Situation, step: Step): Delivery {
  return step.kind === 'update' ? before.delivery : tenure.row;
}

/** A look-up that fails says nothing of the post that it was for: that stays an attempt of unknown outcome. */
function lookedUpStill(step: Step, { delivery }: Situation, after: Delivery): Delivery {
  return step.kind === 'search' ? { ...after, attempt: delivery.attempt } : after;
}

/** What another process has to know of a step whose outcome is unknown, should it have the delivery by now. */
function perhapsLate({ attempt, generation }: Delivery, step: Step): Late | undefined {
  if (step.kind === 'update') return { kind: 'update', step };
  if (step.kind === 'post' && attempt) return { kind: 'post', attempt, generation, ts: null };
  return undefined;
}

function lostSlot(step: Step) {
  return step.kind === 'update' ? step.slot : 'card';
}
