import type { Attempt, Delivery, Message, Recheck, Shown, Slot } from '../../domain/delivery.ts';
import { type Instant, plus, seconds } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import { detailsOf, forgone } from './details.ts';
import { goesOn } from './goes-on.ts';
import { laterLooks, lookedFor } from './looks.ts';
import { knownBy, type Step } from './plan.ts';
import type { Situation } from './situation.ts';

/** How far Slack is with what it has never heard of. */
export function firstDelivery({ id }: Pick<Shown, 'id'>, team: string): Delivery {
  return {
    subject: id,
    team,
    channelId: '',
    generation: 0,
    card: null,
    details: null,
    cursor: 0,
    joined: null,
    attempt: null,
    rechecks: [],
    notBefore: null,
    failures: 0,
    fault: null,
    lease: null,
  };
}

/** A post is about to be sent. */
export function begun(
  situation: Situation,
  step: Extract<Step, { kind: 'post' }>,
  channelId: string,
): Delivery {
  const { subject, delivery, now } = situation;
  const attempt: Attempt = {
    key: step.key,
    slot: step.slot,
    revision: revisionOf(subject.shown, delivery, step),
    at: now,
    since: step.since,
    missing: false,
  };
  return { ...delivery, channelId, attempt };
}

function revisionOf(
  shown: Shown,
  { recap = 0 }: Delivery,
  step: Extract<Step, { kind: 'post' }>,
): number {
  if (step.slot === 'card') return shown.cardRevision;
  if (step.slot === 'details') return shown.detailsRevision;
  if (step.slot === 'recap') return recap;
  return step.entries.at(-1)?.seq ?? 0;
}

/** A post has arrived as the message `ts`: by its answer, or found in history. */
export function posted(situation: Situation, attempt: Attempt, ts: string): Delivery {
  const settled: Delivery = {
    ...healthy(situation.delivery),
    attempt: null,
    rechecks: [...situation.delivery.rechecks, ...recheckOf(attempt, ts, situation.now)],
  };
  return standing(settled, situation, attempt, ts);
}

function standing(
  delivery: Delivery,
  { subject, entries, now }: Situation,
  attempt: Attempt,
  ts: string,
): Delivery {
  const message = { ts, revision: attempt.revision };
  switch (attempt.slot) {
    case 'card':
      return {
        ...without('waitsBeyond', delivery),
        card: message,
        cursor: cursorAfter(delivery.cursor, entries),
      };
    case 'details':
      return { ...delivery, details: message };
    case 'recap': {
      const told = Math.max(delivery.cursor, attempt.revision);
      return { ...without('recap', delivery), cursor: cursorAfter(told, entries) };
    }
    case 'thread':
      return {
        ...delivery,
        cursor: cursorAfter(attempt.revision, entries),
        joined: joinedAfter(delivery, subject.shown, { ...message, isFound: now > attempt.at }),
      };
  }
}

function without(field: 'recap' | 'waitsBeyond', delivery: Delivery): Delivery {
  const { [field]: _, ...rest } = delivery;
  return rest;
}

/** The last entry up to which nothing is left to tell. */
function cursorAfter(told: number, entries: readonly TimelineEntry[]): number {
  let cursor = told;
  for (const { seq, thread } of entries) if (seq === cursor + 1 && !thread) cursor = seq;
  return cursor;
}

/** What a reply that was found in history says is not known: it is drawn anew. */
function joinedAfter(
  delivery: Delivery,
  { joined }: Shown,
  reply: Message & { readonly isFound: boolean },
): Delivery['joined'] {
  if (joined?.seq !== reply.revision) return delivery.joined;
  return { seq: joined.seq, ts: reply.ts, revision: reply.isFound ? 0 : joined.revision };
}

/** What history says of an attempt of unknown outcome, the oldest message first. */
export function found(
  situation: Situation,
  attempt: Attempt,
  [first, ...surplus]: readonly string[],
): Delivery {
  if (first === undefined) return lost(situation, attempt);
  const adopted = posted(situation, attempt, first);
  if (surplus.length === 0) return adopted;
  const { key, slot, since } = attempt;
  return lookedFor(adopted, { key, slot, since, ts: first }, situation.now);
}

/** After a second try the first may still arrive: looked for twice. */
function recheckOf(
  { key, slot, at, since }: Attempt,
  ts: string,
  now: Instant,
): readonly Recheck[] {
  if (since >= at) return [];
  return [{ key, ts, slot, since, at: laterLooks(now) }];
}

/** History does not have it: the same message is to be posted again, and a late one looked for. */
export function lost({ delivery, now }: Situation, attempt: Attempt): Delivery {
  return { ...delivery, attempt: { ...attempt, at: now, missing: true } };
}

/** Surely nothing arrived: free to plan anew. A second try goes on as one, since the first may still turn up. */
export function notSent(delivery: Delivery): Delivery {
  const { attempt } = delivery;
  const isSecond = attempt !== null && attempt.since < attempt.at;
  return { ...delivery, attempt: isSecond ? { ...attempt, missing: true } : null };
}

/**
 * A look for what arrived late was made: there is one less to make. A late update may have put old words over newer ones,
 * so the message is drawn anew.
 */
export function rechecked(delivery: Delivery, recheck: Recheck): Delivery {
  const rest = recheck.at.slice(1);
  const others = delivery.rechecks.filter((other) => other !== recheck);
  const { card, details, joined } = delivery;
  return {
    ...delivery,
    card: staleAt(recheck.ts, card),
    details: staleAt(recheck.ts, details),
    joined: staleAt(recheck.ts, joined),
    rechecks: rest.length > 0 ? [...others, { ...recheck, at: rest }] : others,
  };
}

function staleAt<Known extends Message>(ts: string | null, known: Known | null): Known | null {
  return known?.ts === ts ? { ...known, revision: 0 } : known;
}

/** An update is about to be sent: recorded as one that may arrive late, for when its outcome is never heard. */
export function updating(
  { delivery, now }: Situation,
  { slot, ts }: Extract<Step, { kind: 'update' }>,
): Delivery {
  const isOfIt = (each: Recheck) => each.ts === ts;
  const recheck: Recheck = {
    ...knownBy(delivery, slot),
    ts,
    since: delivery.rechecks.find(isOfIt)?.since ?? now,
    at: laterLooks(now),
  };
  return { ...delivery, rechecks: [...delivery.rechecks.filter((each) => !isOfIt(each)), recheck] };
}

/** A message shows the newest revision. */
export function updated(
  { subject, delivery }: Situation,
  slot: 'card' | 'details' | 'joined',
): Delivery {
  const { shown } = subject;
  const well = healthy(delivery);
  const { card, details, joined } = delivery;
  switch (slot) {
    case 'card':
      return { ...well, card: card && { ...card, revision: shown.cardRevision } };
    case 'details':
      return { ...well, details: details && { ...details, revision: shown.detailsRevision } };
    case 'joined':
      return {
        ...well,
        joined: joined && { ...joined, revision: shown.joined?.revision ?? joined.revision },
      };
  }
}

/** Nothing is left to tell up to here. */
export function settled({ subject, delivery, entries }: Situation): Delivery {
  const { entryCount } = subject.shown;
  // Its card waits for news, and now it is over: nobody here needs it.
  if (delivery.waitsBeyond !== undefined)
    return { ...delivery, waitsBeyond: entryCount, recap: entryCount };
  const isForgone = detailsOf(subject, delivery) === 'to forgo';
  return {
    ...delivery,
    details: isForgone ? forgone(subject.shown.detailsRevision) : delivery.details,
    cursor: cursorAfter(delivery.cursor, entries),
  };
}

/** The message is no longer there: what goes on gets one new message, what is over is left in peace. */
export function cardLost(situation: Situation): Delivery {
  const { subject, delivery } = situation;
  if (!goesOn(subject)) return leftInPeace(situation);
  const { team, recap, elsewhere, cursor } = delivery;
  return {
    ...firstDelivery(subject.shown, team),
    generation: delivery.generation + 1,
    cursor,
    ...(recap !== undefined && { recap }),
    ...(elsewhere && { elsewhere }),
  };
}

/** As if Slack had all of it: nothing more is posted. */
export function leftInPeace({ subject, delivery }: Situation): Delivery {
  const { shown } = subject;
  return {
    ...firstDelivery(shown, delivery.team),
    generation: delivery.generation + 1,
    // Where it was: should it come back in another workspace, it is seen to have moved, and gets its message there.
    channelId: delivery.channelId,
    card: { ts: delivery.card?.ts ?? '', revision: shown.cardRevision },
    details: forgone(shown.detailsRevision),
    cursor: shown.entryCount,
    ...(delivery.elsewhere && { elsewhere: delivery.elsewhere }),
  };
}

/** It failed by itself, not for want of budget: later again, ever more rarely. */
export function failed({ delivery, now }: Situation, fault: string): Delivery {
  const failures = delivery.failures + 1;
  return { ...notSent(delivery), failures, fault, notBefore: plus(now, backoff(failures)) };
}

function healthy(delivery: Delivery): Delivery {
  return { ...delivery, notBefore: null, failures: 0, fault: null };
}

/** 1 s, 2 s, 4 s … one minute. */
export function backoff(failures: number) {
  return seconds(Math.min(60, 2 ** Math.min(failures - 1, 6)));
}

/** What a step that a message is gone means for slots other than the card: nothing is left to keep fresh. */
export function slotLost(situation: Situation, slot: Slot | 'joined'): Delivery {
  return slot === 'details' || slot === 'joined' ? updated(situation, slot) : cardLost(situation);
}
