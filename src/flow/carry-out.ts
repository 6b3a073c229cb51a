import type { Attempt, Delivery } from '../domain/delivery.ts';
import { instant } from '../domain/time.ts';
import type { Step } from '../engine/delivery/plan.ts';
import {
  begun,
  found,
  leftInPeace,
  posted,
  rechecked,
  settled,
  updated,
  updating,
} from '../engine/delivery/progress.ts';
import type { Situation } from '../engine/delivery/situation.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { contentOfPost, contentOfUpdate } from './content.ts';
import { nameOf } from './name-of.ts';
import type { Content, Notifier, Place } from './notifier.ts';
import type { Tenure } from './tenure.ts';

/** What carrying out a step needs. */
export interface StepDeps {
  readonly store: Store;
  readonly notifier: Notifier;
  readonly log: Log;
  /** Of the delivery that the step is for. */
  readonly tenure: Tenure;
}

/** Messages may carry a time a little before ours: the clocks differ. */
const CLOCKS_DIFFER = 5_000;

/** Does one step in Slack and records how far that brought it; rejects with `DeliveryFailed`, `Overtaken` or `HeldUp`. */
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
      return deps.tenure.end(settled(situation));
    case 'give-up':
      return giveUp(deps, situation);
  }
}

async function post(
  deps: StepDeps,
  situation: Situation,
  step: Extract<Step, { kind: 'post' }>,
): Promise<void> {
  const { subject, delivery } = situation;
  const channelId = delivery.channelId || (await deps.notifier.channelId(subject.shown.channel));
  await deps.tenure.begin(begun(situation, step, channelId));
  const begunSituation = { ...situation, delivery: deps.tenure.row };
  const content = await contentOfPost(deps.store, begunSituation, step);
  const { attempt } = begunSituation.delivery;
  if (attempt) await send(deps, begunSituation, { attempt, content });
}

async function send(
  { notifier, tenure }: StepDeps,
  situation: Situation,
  { attempt, content }: { readonly attempt: Attempt; readonly content: Content },
): Promise<void> {
  const { generation } = situation.delivery;
  tenure.assertMaySend();
  const ts = await notifier.post(placeOf(situation.delivery, attempt), content, attempt.key);
  await tenure.end(posted(situation, attempt, ts), { kind: 'post', attempt, generation, ts });
}

function placeOf(delivery: Delivery, attempt: Pick<Attempt, 'slot'>): Place {
  const { channelId, card } = delivery;
  return { channelId, threadTs: attempt.slot === 'card' ? null : (card?.ts ?? null) };
}

async function update(
  { store, notifier, tenure }: StepDeps,
  situation: Situation,
  step: Extract<Step, { kind: 'update' }>,
): Promise<void> {
  const { delivery } = situation;
  const content = await contentOfUpdate(store, situation, step.slot);
  const threadTs = step.slot === 'card' ? null : (delivery.card?.ts ?? null);
  if (!content) return tenure.end(updated(situation, step.slot));
  await tenure.begin(updating(situation, step));
  tenure.assertMaySend();
  await notifier.update({ channelId: delivery.channelId, threadTs }, step.ts, content);
  await tenure.end(updated(situation, step.slot), { kind: 'update', step });
}

/** The outcome of a post is unknown: it is adopted where history has it, and free to be posted again where not. */
async function search(
  { notifier, tenure }: StepDeps,
  situation: Situation,
  attempt: Attempt,
): Promise<void> {
  await tenure.beginLook();
  const place = placeOf(situation.delivery, attempt);
  const since = instant(attempt.since - CLOCKS_DIFFER);
  await tenure.end(found(situation, attempt, await notifier.find(place, attempt.key, since)));
}

/** Deletes what arrived late although it was posted again, and has the message that stays drawn anew. */
async function recheck(
  { notifier, tenure }: StepDeps,
  situation: Situation,
  step: Extract<Step, { kind: 'recheck' }>,
): Promise<void> {
  await tenure.beginLook();
  const { key, slot, ts, since } = step.recheck;
  const place = placeOf(situation.delivery, { slot });
  const ours = await notifier.find(place, key, instant(since - CLOCKS_DIFFER));
  const stays = ts ?? ours[0];
  for (const other of ours.filter((each) => each !== stays)) {
    tenure.assertMaySend();
    await notifier.remove(place, other);
  }
  await tenure.end(rechecked(situation.delivery, step.recheck));
}

/** It could not be delivered for so long that it says nothing any more. */
async function giveUp({ tenure, log }: StepDeps, situation: Situation): Promise<void> {
  const { subject, delivery } = situation;
  const fields = { ...nameOf(subject), channel: subject.shown.channel, fault: delivery.fault };
  await tenure.end(leftInPeace(situation));
  log.warn(fields, 'a notice could not be delivered for a day and is given up');
}
