import type { Instant } from '../domain/time.ts';
import { type Plan, plan, type Step } from '../engine/delivery/plan.ts';
import { firstDelivery } from '../engine/delivery/progress.ts';
import { isGrave } from '../engine/delivery/urgency.ts';
import type { Pending } from '../store/store.ts';

/** Which incidents something can be done for now, and when to look again for the others. */
export interface Sight {
  /** Without a card first, then the graver, then the older. */
  readonly open: readonly Pending[];
  readonly wakeAt: Instant | null;
}

/**
 * Looks over all that Slack lags behind with, without reading timelines: with a spent budget and a thousand incidents
 * waiting, that is all that happens.
 */
export function atFirstSight(
  pending: readonly Pending[],
  freeAt: (step: Step) => Instant,
  now: Instant,
): Sight {
  const open: Pending[] = [];
  let wakeAt: Instant | null = null;
  for (const each of pending) {
    const { steps, wakeAt: later } = sketch(each, now);
    const free = steps.map((step) => freeAt(asPost(step)));
    wakeAt = earliest(wakeAt, later);
    if (free.some((at) => at <= now)) open.push(each);
    else wakeAt = free.reduce(earliest, wakeAt);
  }
  return { open: inOrder(open), wakeAt };
}

/** The earlier of two times; null is never. */
export function earliest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function sketch({ incident, delivery }: Pending, now: Instant): Plan {
  return plan({ incident, delivery: delivery ?? firstDelivery(incident, ''), entries: [], now });
}

/** Entries that were not read may have to be told: then a cursor that moves costs a post. */
function asPost(step: Step): Step {
  if (step.kind !== 'settle') return step;
  return { kind: 'post', slot: 'thread', key: '', since: 0 as Instant, entries: [] };
}

function inOrder(pending: readonly Pending[]): readonly Pending[] {
  const rank = ({ incident, delivery }: Pending) =>
    (delivery?.card ? 2 : 0) + (isGrave(incident) ? 0 : 1);
  return [...pending].sort((a, b) => rank(a) - rank(b) || a.incident.number - b.incident.number);
}
