import type { Slot, Subject } from '../../domain/delivery.ts';
import type { Incident } from '../../domain/incident.ts';
import { between, seconds } from '../../domain/time.ts';
import { isCalling } from './calls.ts';
import type { Step } from './plan.ts';
import type { Situation } from './situation.ts';

/** In which order a channel's budget is spent. */
const ORDER = [
  'call',
  /** One message that names many incidents, which nobody has heard of for a while. */
  'late storm',
  'critical card',
  'storm',
  'error card',
  /** What a person waits for. */
  'awaited',
  'mild card',
  'card that is behind',
  'reply',
  'reply that is behind',
  'tidying',
] as const;
type Rank = (typeof ORDER)[number];

/** A storm may wait so long for critical cards: all that it withholds is to be heard of within 15 s. */
const STORM_WAITS = seconds(5);

/** How urgent a step is, the most urgent the least. */
export function urgencyOf(situation: Situation, step: Step, awaited: boolean): number {
  return ORDER.indexOf(rankOf(situation, step, awaited));
}

/** Whether people should hear of it before others. */
export function isGrave({ severity }: Incident): boolean {
  return severity === 'critical' || severity === 'error';
}

function rankOf(situation: Situation, step: Step, awaited: boolean): Rank {
  if (isTidying(step)) return 'tidying';
  if (situation.subject.type === 'storm') return isLate(situation, step) ? 'late storm' : 'storm';
  if (isFor('thread', step) && isCalling(situation)) return 'call';
  if (isFor('card', step)) return cardRank(situation.subject);
  if (awaited) return 'awaited';
  if (step.kind !== 'update') return 'reply';
  return step.slot === 'card' ? 'card that is behind' : 'reply that is behind';
}

function isTidying({ kind }: Step): boolean {
  return kind === 'settle' || kind === 'recheck' || kind === 'give-up';
}

/** Whether it brings something new into this slot, or finds out whether that came. */
function isFor(slot: Slot, step: Step): boolean {
  if (step.kind === 'search') return step.attempt.slot === slot;
  return step.kind === 'post' && step.slot === slot;
}

function cardRank(subject: Subject): Rank {
  if (subject.type !== 'incident' || !isGrave(subject.shown)) return 'mild card';
  return subject.shown.severity === 'critical' ? 'critical card' : 'error card';
}

function isLate({ subject, entries, now }: Situation, step: Step): boolean {
  if (subject.type !== 'storm' || step.kind === 'update') return false;
  const first = entries.find(({ thread }) => thread);
  const since = isFor('card', step) ? subject.shown.startedAt : first?.at;
  return since !== undefined && between(since, now) > STORM_WAITS;
}
