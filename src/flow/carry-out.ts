import type { Attempt, Delivery } from '../domain/delivery.ts';
import { instant } from '../domain/time.ts';
import type { Step } from '../engine/delivery/plan.ts';
import {
  begun,
  leftInPeace,
  lost,
  posted,
  rechecked,
  settled,
  updated,
  updating,
} from '../engine/delivery/progress.ts';
import type { Situation } from '../engine/delivery/situation.ts';
import { NO_ROWS } from '../engine/scope.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { contentOfPost, contentOfUpdate } from './content.ts';
import { nameOf } from './name-of.ts';
import type { Content, Notifier, Place } from './notifier.ts';

/** What carrying out a step needs. */
export interface StepDeps {
  readonly store: Store;
  readonly notifier: Notifier;
  readonly log: Log;
}

/** Messages may carry a time a little before ours: the clocks differ. */
const CLOCKS_DIFFER = 5_000;

/** Does one step in Slack and records how far that brought it; rejects with `DeliveryFailed`. */
export async function carryOut(deps: StepDeps, situation: Situation, step: Step): Promise<void> {
  switch (step.kind) {
    case 'post':
      return post(deps, situation, step);
    case 'update':
      return update(deps, situation, step);
    case 'search':
      return search(deps, situation, step.attempt);
    case 'recheck':
      return recheck(deps, situation, step);
    case 'settle':
      return saveDelivery(deps.store, settled(situation));
    case 'give-up':
      return giveUp(deps, situation);
  }
}

/** Saves how far Slack is; nothing is decided. */
export async function saveDelivery(store: Store, delivery: Delivery): Promise<void> {
  const scope = { ...NO_ROWS, incidents: [delivery.subject] };
  const change = { type: 'delivery', delivery } as const;
  await store.update(
    () => scope,
    () => ({ changes: [change], outcomes: [] }),
  );
}

async function post(
  deps: StepDeps,
  situation: Situation,
  step: Extract<Step, { kind: 'post' }>,
): Promise<void> {
  const { subject, delivery } = situation;
  const channelId = delivery.channelId || (await deps.notifier.channelId(subject.shown.channel));
  const recorded = begun(situation, step, channelId);
  await saveDelivery(deps.store, recorded);
  const begunSituation = { ...situation, delivery: recorded };
  const content = await contentOfPost(deps.store, begunSituation, step);
  if (recorded.attempt) await send(deps, begunSituation, { attempt: recorded.attempt, content });
}

async function send(
  deps: StepDeps,
  situation: Situation,
  { attempt, content }: { readonly attempt: Attempt; readonly content: Content },
): Promise<void> {
  const ts = await deps.notifier.post(placeOf(situation.delivery, attempt), content, attempt.key);
  await saveDelivery(deps.store, posted(situation, attempt, ts));
}

function placeOf(delivery: Delivery, attempt: Pick<Attempt, 'slot'>): Place {
  const { channelId, card } = delivery;
  return { channelId, threadTs: attempt.slot === 'card' ? null : (card?.ts ?? null) };
}

async function update(
  deps: StepDeps,
  situation: Situation,
  step: Extract<Step, { kind: 'update' }>,
): Promise<void> {
  const { delivery } = situation;
  const content = await contentOfUpdate(deps.store, situation, step.slot);
  const threadTs = step.slot === 'card' ? null : (delivery.card?.ts ?? null);
  if (content) {
    await saveDelivery(deps.store, updating(situation, step));
    await deps.notifier.update({ channelId: delivery.channelId, threadTs }, step.ts, content);
  }
  await saveDelivery(deps.store, updated(situation, step.slot));
}

/** The outcome of a post is unknown: it is adopted where history has it, and free to be posted again where not. */
async function search(deps: StepDeps, situation: Situation, attempt: Attempt): Promise<void> {
  const place = placeOf(situation.delivery, attempt);
  const since = instant(attempt.since - CLOCKS_DIFFER);
  const [first, ...surplus] = await deps.notifier.find(place, attempt.key, since);
  if (first === undefined) return saveDelivery(deps.store, lost(situation, attempt));
  await saveDelivery(deps.store, posted(situation, attempt, first));
  for (const ts of surplus) await deps.notifier.remove(place, ts);
}

/** Deletes what arrived late although it was posted again, and has the message that stays drawn anew. */
async function recheck(
  deps: StepDeps,
  situation: Situation,
  step: Extract<Step, { kind: 'recheck' }>,
): Promise<void> {
  const { key, slot, ts, since } = step.recheck;
  const place = placeOf(situation.delivery, { slot });
  const found = await deps.notifier.find(place, key, instant(since - CLOCKS_DIFFER));
  for (const other of found) if (other !== ts) await deps.notifier.remove(place, other);
  await saveDelivery(deps.store, rechecked(situation.delivery, step.recheck));
}

/** It could not be delivered for so long that it says nothing any more. */
async function giveUp({ store, log }: StepDeps, situation: Situation): Promise<void> {
  const { subject, delivery } = situation;
  const fields = { ...nameOf(subject), channel: subject.shown.channel, fault: delivery.fault };
  log.warn(fields, 'a notice could not be delivered for a day and is given up');
  await saveDelivery(store, leftInPeace(situation));
}
