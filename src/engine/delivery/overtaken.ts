import type { Attempt, Delivery } from '../../domain/delivery.ts';
import type { Instant } from '../../domain/time.ts';
import { lookedFor } from './looks.ts';
import { knownBy, type Step } from './plan.ts';

/** What was sent by a process that did not have the delivery any more. */
export type Late =
  | {
      readonly kind: 'post';
      readonly attempt: Attempt;
      readonly generation: number;
      /** Null: nobody knows whether it arrived. */
      readonly ts: string | null;
    }
  | { readonly kind: 'update'; readonly step: Extract<Step, { kind: 'update' }> };

/** How another process's delivery goes on after that: a surplus message is found and deleted, and older words drawn over. */
export function madeGood(delivery: Delivery, late: Late, now: Instant): Delivery {
  return late.kind === 'post'
    ? afterPost(delivery, late, now)
    : afterUpdate(delivery, late.step, now);
}

function afterPost(
  delivery: Delivery,
  { attempt, generation, ts }: Extract<Late, { kind: 'post' }>,
  now: Instant,
): Delivery {
  const { key, slot, since } = attempt;
  // Whoever finds out what became of the attempt finds this message.
  if (delivery.attempt?.key === key) return delivery;
  const stays = delivery.generation === generation ? staying(delivery, attempt) : NONE;
  return stays !== null && stays === ts
    ? delivery
    : lookedFor(delivery, { key, slot, since, ts: stays }, now);
}

const NONE = '';

/** Which message of this key is the one; null: it is not known, nor needed. */
function staying(
  { card, details, joined, rechecks }: Delivery,
  { key, slot, revision }: Attempt,
): string | null {
  switch (slot) {
    case 'card':
      return card?.ts ?? null;
    case 'details':
      return details?.ts ?? null;
    case 'recap':
    case 'thread':
      if (slot === 'thread' && joined?.seq === revision) return joined.ts;
      return rechecks.find((each) => each.key === key)?.ts ?? null;
  }
}

function afterUpdate(
  delivery: Delivery,
  { slot, ts }: Extract<Step, { kind: 'update' }>,
  now: Instant,
): Delivery {
  return delivery[slot]?.ts === ts
    ? lookedFor(delivery, { ...knownBy(delivery, slot), ts, since: now }, now)
    : delivery;
}
