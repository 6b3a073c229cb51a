import { SEVERITIES } from '../domain/severity.ts';
import type { Instant } from '../domain/time.ts';
import { type Plan, plan, type Step } from '../engine/delivery/plan.ts';
import { firstDelivery } from '../engine/delivery/progress.ts';
import { isGrave, isOver } from '../engine/delivery/urgency.ts';
import { needOf } from '../engine/need.ts';
import type { Pending } from '../store/store.ts';

/** What something can be done for now, and when to look again for the rest. */
export interface Sight {
  /** Storms first, then what may call somebody, then what has no card (what needs people most first), then the graver, then the older. */
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

function sketch({ subject, delivery }: Pending, now: Instant): Plan {
  const known = delivery ?? firstDelivery(subject.shown, '');
  return plan({ subject, delivery: known, entries: [], now });
}

/** Entries that were not read may have to be told: then a cursor that moves costs a post. */
function asPost(step: Step): Step {
  if (step.kind !== 'settle') return step;
  return { kind: 'post', slot: 'thread', key: '', since: 0 as Instant, entries: [] };
}

/** Only the first are looked at: where very many wait for a card, calls that are due are still among them. */
const CALLS_FIRST = 50;

function inOrder(pending: readonly Pending[]): readonly Pending[] {
  const sorted = [...pending].sort((a, b) => rankOf(a) - rankOf(b) || ageOf(a) - ageOf(b));
  const first = new Set([
    ...sorted.filter(({ subject }) => subject.type === 'storm'),
    ...sorted.filter(mayCall).slice(0, CALLS_FIRST),
  ]);
  return [...first, ...sorted.filter((each) => !first.has(each))];
}

/** What needs people more comes before these. */
const OF = { notice: SEVERITIES.indexOf('warning'), over: 10, grave: 11, mild: 12 } as const;

function rankOf({ subject, delivery }: Pending): number {
  const isIncident = subject.type === 'incident';
  if (delivery?.card) return isIncident && isGrave(subject.shown) ? OF.grave : OF.mild;
  if (!isIncident) return OF.notice;
  return isOver(subject) ? OF.over : needOf(subject.shown);
}

function ageOf({ subject }: Pending): number {
  return subject.type === 'incident' ? subject.shown.number : 0;
}

function mayCall({ subject, delivery }: Pending): boolean {
  if (subject.type !== 'incident' || !delivery?.card) return false;
  return subject.shown.status === 'triggered' && delivery.cursor < subject.shown.entryCount;
}
