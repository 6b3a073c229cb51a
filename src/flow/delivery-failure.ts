import type { Clock } from '../clock.ts';
import type { Delivery } from '../domain/delivery.ts';
import { duration, plus } from '../domain/time.ts';
import type { Step } from '../engine/delivery/plan.ts';
import { failed, notSent, slotLost } from '../engine/delivery/progress.ts';
import type { Situation } from '../engine/delivery/situation.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { type Budgets, RETRY_AFTER_UNSAID } from './budgets.ts';
import { saveDelivery } from './carry-out.ts';
import { nameOf } from './name-of.ts';
import type { DeliveryFailed } from './notifier.ts';

interface FailureDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly budgets: Budgets;
}

/** Where the trouble is: in one channel, or, with null, in all of Slack. */
export function troubleOf(error: DeliveryFailed, channel: string): string | null {
  return error.kind === 'token' ? null : channel;
}

/** What a failed step means: nothing is lost, and nothing is posted twice. */
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
    },
    'delivery failed',
  );
  await record(deps, situation, step, error);
}

async function record(
  deps: FailureDeps,
  before: Situation,
  step: Step,
  error: DeliveryFailed,
): Promise<void> {
  const { store, clock, budgets } = deps;
  const { channel } = before.subject.shown;
  const now = clock.now();
  const situation = { ...before, delivery: await knownBefore(store, before, step), now };
  switch (error.kind) {
    case 'busy':
      budgets.close(step, channel, plus(now, duration(error.retryAfter ?? RETRY_AFTER_UNSAID)));
      return saveDelivery(store, lookedUpStill(step, situation, notSent(situation.delivery)));
    case 'unreachable':
      budgets.trouble(channel, now);
      return saveDelivery(store, lookedUpStill(step, situation, notSent(situation.delivery)));
    case 'unknown':
      // What was recorded of it stays: its outcome is looked up before anything is posted again.
      budgets.trouble(channel, now);
      return;
    case 'gone':
      return saveDelivery(store, slotLost(situation, lostSlot(step), situation.delivery.team));
    case 'channel':
    case 'token':
      budgets.trouble(troubleOf(error, channel), now);
      return saveDelivery(store, lookedUpStill(step, situation, failed(situation, error.code)));
    case 'refused':
      return saveDelivery(store, lookedUpStill(step, situation, failed(situation, error.code)));
  }
}

/** How far Slack was before the step. An update that was surely not taken needs no look for a late arrival. */
async function knownBefore(store: Store, before: Situation, step: Step): Promise<Delivery> {
  if (step.kind === 'update') return before.delivery;
  return (await store.delivery(before.subject.shown.id)) ?? before.delivery;
}

/** A look-up that fails says nothing of the post that it was for: that stays an attempt of unknown outcome. */
function lookedUpStill(step: Step, { delivery }: Situation, after: Delivery): Delivery {
  return step.kind === 'search' ? { ...after, attempt: delivery.attempt } : after;
}

function lostSlot(step: Step) {
  return step.kind === 'update' ? step.slot : 'card';
}
