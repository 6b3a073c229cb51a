import type { Delivery, Slot, Subject } from '../../src/domain/delivery.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { TimelineEntry } from '../../src/domain/timeline.ts';
import { rings } from '../../src/engine/delivery/calls.ts';
import { plan, type Step } from '../../src/engine/delivery/plan.ts';
import {
  begun,
  firstDelivery,
  posted,
  settled,
  updated,
} from '../../src/engine/delivery/progress.ts';
import type { Situation } from '../../src/engine/delivery/situation.ts';
import { untold } from '../../src/flow/untold.ts';
import type { DecideWorld } from '../support/decide-world.ts';
import { save } from '../support/saving.ts';

/** A message that is new in Slack. */
export interface Posted {
  readonly number: number;
  readonly slot: Slot;
  readonly entries: readonly TimelineEntry[];
  /** Who is called by it, so that phones ring. */
  readonly called: readonly string[];
}

/** Brings a Slack that takes everything up to date with all incidents, as the plan says; answers what was posted. */
export async function catchUp(world: DecideWorld): Promise<readonly Posted[]> {
  const messages: Posted[] = [];
  for (const incident of await world.incidents()) {
    for (;;) {
      const situation = await situationOf(world, incident);
      const [step] = plan(situation).steps;
      if (!step) break;
      const message = messageOf(situation, step, incident);
      if (message) messages.push(message);
      await save(world.store, { type: 'delivery', delivery: after(situation, step) });
    }
  }
  return messages;
}

async function situationOf({ store, now }: DecideWorld, shown: Incident): Promise<Situation> {
  const subject: Subject = { type: 'incident', shown };
  const delivery = (await store.delivery(shown.id)) ?? firstDelivery(shown, 'T1');
  const entries = await untold(store, subject, delivery);
  return { subject, delivery, entries, now };
}

function messageOf(situation: Situation, step: Step, { number }: Incident): Posted | null {
  if (step.kind !== 'post') return null;
  const { slot, entries } = step;
  const ringing = entries.filter((entry) => rings(entry, situation));
  const called = ringing.flatMap(({ what }) => (what.kind === 'called' ? [what.mention] : []));
  return { number, slot, entries, called };
}

function after(situation: Situation, step: Step): Delivery {
  switch (step.kind) {
    case 'post': {
      const delivery = begun(situation, step, 'C1');
      const { attempt } = delivery;
      if (!attempt) throw new Error('A post was not recorded.');
      return posted({ ...situation, delivery }, attempt, `${situation.now}.${step.key}`);
    }
    case 'update':
      return updated(situation, step.slot);
    case 'settle':
      return settled(situation);
    default:
      throw new Error(`A Slack that takes everything needs no ${step.kind}.`);
  }
}
