import type { Slot, Subject } from '../../domain/delivery.ts';
import { type Incident, isOpen } from '../../domain/incident.ts';
import type { Severity } from '../../domain/severity.ts';
import { between, type Instant, instant, seconds } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import { isInHands } from '../need.ts';
import { ringing } from './calls.ts';
import type { Step } from './plan.ts';
import type { Situation } from './situation.ts';

/** In which order a channel's budget is spent. */
const ORDER = [
  /** Of what is critical or an error, and to whom a person gave something. */
  'call',
  /** One message that names many incidents, which nobody has heard of for a while. */
  'late storm',
  'critical card',
  'storm',
  'error card',
  'mild call',
  /** What a person waits for. */
  'awaited',
  'mild card',
  /** Phones rang for it before. */
  'repeated call',
  'card of what somebody has',
  /** Of what began and ended before anybody heard of it. */
  'card of what is over',
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

/** Since when people have waited for a reply, so that of many threads none is left behind; what is no reply comes before. */
export function waitingSince({ entries }: Situation, step: Step): Instant {
  const first = isFor('thread', step) ? entries.find(({ thread }) => thread) : undefined;
  return first?.at ?? instant(0);
}

/** Whether people should hear of it before others. */
export function isGrave({ severity }: Incident): boolean {
  return severity === 'critical' || severity === 'error';
}

/** Whether nobody is needed any more. */
export function isOver(subject: Subject): boolean {
  return subject.type === 'incident' && !isOpen(subject.shown);
}

function rankOf(situation: Situation, step: Step, awaited: boolean): Rank {
  if (isTidying(step)) return 'tidying';
  if (situation.subject.type === 'storm') return isLate(situation, step) ? 'late storm' : 'storm';
  const call = isFor('thread', step) ? callRank(situation) : null;
  if (call !== null) return call;
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

/** How urgent it is to ring, or to tell what stands before that; null: nothing rings. */
function callRank(situation: Situation): Rank | null {
  const { subject, entries } = situation;
  const calls = ringing(situation);
  if (subject.type !== 'incident' || calls.length === 0) return null;
  if (calls.some(({ what }) => what.kind === 'assigned')) return 'call';
  if (!entries.some(isFirstCall)) return 'repeated call';
  return isGrave(subject.shown) ? 'call' : 'mild call';
}

/** Also one that a repeat overtook before it could ring. */
function isFirstCall({ thread, what }: TimelineEntry): boolean {
  return thread && what.kind === 'called' && what.why !== 'repeat';
}

function cardRank(subject: Subject): Rank {
  if (isOver(subject)) return 'card of what is over';
  if (subject.type === 'incident' && isInHands(subject.shown)) return 'card of what somebody has';
  const severity = severityOf(subject);
  if (severity === 'critical') return 'critical card';
  return severity === 'error' ? 'error card' : 'mild card';
}

function severityOf(subject: Subject): Severity | null {
  if (subject.type === 'incident') return subject.shown.severity;
  if (subject.type === 'storm') return null;
  const { content } = subject.shown;
  return content.kind === 'call' ? content.severity : null;
}

function isLate({ subject, entries, now }: Situation, step: Step): boolean {
  if (subject.type !== 'storm' || step.kind === 'update') return false;
  const first = entries.find(({ thread }) => thread);
  const since = isFor('card', step) ? subject.shown.startedAt : first?.at;
  return since !== undefined && between(since, now) > STORM_WAITS;
}
