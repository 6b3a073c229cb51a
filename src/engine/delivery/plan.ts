import {
  type Attempt,
  type Delivery,
  isJoinedStale,
  type Recheck,
  type Slot,
  waitsForNews,
} from '../../domain/delivery.ts';
import { between, days, type Instant, plus, seconds } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import { bundle, bundleUpTo } from './bundle.ts';
import { isCalling } from './calls.ts';
import { detailsOf } from './details.ts';
import { goesOn } from './goes-on.ts';
import { busyUntil } from './lease.ts';
import type { Situation } from './situation.ts';

/** One thing to do for one subject. */
export type Step =
  /** Post a message; recorded as an attempt first. */
  | {
      readonly kind: 'post';
      readonly slot: Slot;
      readonly key: string;
      /** The first try with this key. */
      readonly since: Instant;
      readonly entries: readonly TimelineEntry[];
    }
  | { readonly kind: 'update'; readonly slot: 'card' | 'details' | 'joined'; readonly ts: string }
  /** Look whether an attempt of unknown outcome arrived. */
  | { readonly kind: 'search'; readonly attempt: Attempt }
  /** Look whether something arrived late: a message that was posted again, or an update that was overtaken. */
  | { readonly kind: 'recheck'; readonly recheck: Recheck }
  /** Nothing to tell: only the cursor moves. */
  | { readonly kind: 'settle' }
  /** Nobody wants to read it any more. */
  | { readonly kind: 'give-up' };

/** What can be done, the most urgent first, and when to look again if nothing can. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly wakeAt: Instant | null;
}

/** An outcome is unknown no longer than this: then history is searched. */
const SEARCH_AFTER = seconds(2);

/** A notice that could not be posted is of no use later. */
const NOTICE_KEPT = days(1);

/** What brings Slack nearer to what is to be shown. */
export function plan(situation: Situation): Plan {
  const { delivery, now } = situation;
  const busy = busyUntil(delivery, now);
  if (busy !== null) return waitUntil(busy);
  if (isOutdated(situation)) return { steps: [{ kind: 'give-up' }], wakeAt: null };
  if (delivery.notBefore !== null && delivery.notBefore > now) return waitUntil(delivery.notBefore);
  if (delivery.attempt) return resume(situation, delivery.attempt);
  if (!delivery.card) return { steps: firstSteps(situation), wakeAt: null };
  const steps = [...cardSteps(situation), ...threadSteps(situation), ...detailSteps(situation)];
  const { due, wakeAt } = rechecks(delivery, now);
  return { steps: [...steps, ...due], wakeAt };
}

function firstSteps(situation: Situation): readonly Step[] {
  const { subject, delivery } = situation;
  const { shown } = subject;
  if (shown.cardRevision === 0 || waitsForNews(shown, delivery)) return [];
  const isOverUnseen = delivery.waitsBeyond !== undefined && !goesOn(subject);
  return isOverUnseen ? [{ kind: 'settle' }] : [post(situation, 'card', [])];
}

function isOutdated({ subject, delivery, now }: Situation): boolean {
  return (
    subject.type === 'notice' &&
    delivery.card === null &&
    between(subject.shown.at, now) >= NOTICE_KEPT
  );
}

function waitUntil(wakeAt: Instant): Plan {
  return { steps: [], wakeAt };
}

function resume(situation: Situation, attempt: Attempt): Plan {
  if (attempt.missing) return { steps: [again(situation, attempt)], wakeAt: null };
  const searchAt = plus(attempt.at, SEARCH_AFTER);
  return searchAt > situation.now
    ? waitUntil(searchAt)
    : { steps: [{ kind: 'search', attempt }], wakeAt: null };
}

/** The same message once more: with its key, and the entries that it had. */
function again(situation: Situation, { slot, key, since, revision }: Attempt): Step {
  const entries = slot === 'thread' ? bundleUpTo(revision, situation) : [];
  return { kind: 'post', slot, key, since, entries };
}

function cardSteps({ subject, delivery }: Situation): readonly Step[] {
  const { card } = delivery;
  const stale = card !== null && card.revision < subject.shown.cardRevision;
  return stale ? [{ kind: 'update', slot: 'card', ts: card.ts }] : [];
}

function threadSteps(situation: Situation): readonly Step[] {
  const { subject, delivery } = situation;
  const details = detailsOf(subject, delivery);
  // Phones ring before there is much to read.
  const isCalm = !isCalling(situation);
  if (details === 'to post' && isCalm) return [post(situation, 'details', [])];
  if (delivery.recap !== undefined && isCalm) return [post(situation, 'recap', [])];
  const next = bundle(situation);
  if (next.length > 0) return [post(situation, 'thread', next)];
  const isBehind = delivery.cursor < subject.shown.entryCount || details === 'to forgo';
  return isBehind ? [{ kind: 'settle' }] : [];
}

function detailSteps({ subject, delivery }: Situation): readonly Step[] {
  const steps: Step[] = [];
  const { details, joined } = delivery;
  const isBehind = detailsOf(subject, delivery) === 'to update';
  if (joined && isJoinedStale(subject.shown, delivery)) {
    steps.push({ kind: 'update', slot: 'joined', ts: joined.ts });
  }
  if (details && isBehind) {
    steps.push({ kind: 'update', slot: 'details', ts: details.ts });
  }
  return steps;
}

function rechecks(
  delivery: Delivery,
  now: Instant,
): { due: readonly Step[]; wakeAt: Instant | null } {
  const times = delivery.rechecks.flatMap(({ at }) => at.slice(0, 1));
  const due = delivery.rechecks.filter(({ at }) => at[0] !== undefined && at[0] <= now);
  const ahead = times.filter((at) => at > now).sort((a, b) => a - b);
  return { due: due.map((recheck) => ({ kind: 'recheck', recheck })), wakeAt: ahead[0] ?? null };
}

function post({ delivery, now }: Situation, slot: Slot, entries: readonly TimelineEntry[]): Step {
  const key = keyOf(delivery, slot, entries.at(-1)?.seq);
  return { kind: 'post', slot, key, since: now, entries };
}

/** What a message is known by in Slack's history; a reply by the last entry that it tells. */
function keyOf({ subject, generation }: Delivery, slot: Slot, seq?: number): string {
  return `${subject}:${generation}:${seq === undefined ? slot : `${slot}-${seq}`}`;
}

/** What the message in a slot is known by. */
export function knownBy(
  delivery: Delivery,
  slot: 'card' | 'details' | 'joined',
): Pick<Recheck, 'key' | 'slot'> {
  if (slot !== 'joined') return { key: keyOf(delivery, slot), slot };
  return { key: keyOf(delivery, 'thread', delivery.joined?.seq), slot: 'thread' };
}
