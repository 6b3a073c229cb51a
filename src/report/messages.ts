import type { Delivery, Message } from '../domain/delivery.ts';
import type { Incident } from '../domain/incident.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { HappeningKind, TimelineEntry } from '../domain/timeline.ts';

/** What Slack has of an incident, as far as that is known: where nothing was recorded, all that there is to show. */
export interface Reached {
  readonly card: boolean;
  readonly details: boolean;
  /** The last entry that the thread has. */
  readonly cursor: number;
  /** When the card came. */
  readonly cardAt: Instant;
}

/** What Slack took of an incident, in whichever workspace: its card counts once, from when it first came. */
export function reachedOf(incident: Incident, delivery: Delivery | null): Reached {
  const { toldAt, openedAt, detailsRevision } = incident;
  const told = toldAt ?? openedAt;
  if (!delivery) {
    const cursor = Number.MAX_SAFE_INTEGER;
    return { card: toldAt !== null, details: detailsRevision > 0, cursor, cardAt: told };
  }
  const all = [delivery, ...(delivery.elsewhere ?? [])];
  const cards = all.flatMap(({ card }) => card ?? []);
  return {
    card: cards.length > 0,
    details: all.some(({ details }) => details !== null),
    cursor: Math.max(...all.map(({ cursor }) => cursor)),
    cardAt: firstOf(cards) ?? told,
  };
}

/** When the first of these messages came; of one that is not there any more, nothing is known. */
function firstOf(cards: readonly Message[]): Instant | undefined {
  const times = cards.filter(({ ts }) => ts !== '').map(({ ts }) => Number(ts) * 1_000);
  return times.length > 0 ? instant(Math.min(...times)) : undefined;
}

/** What was decided at one time is told in one reply, and so is what waited for the card. */
const TOGETHER = 1_000;
const AT_MOST = 10;
const ALONE: readonly HappeningKind[] = ['note', 'pinned', 'resolved', 'joined', 'called'];

interface Told {
  /** From when it could be told. */
  readonly since: number;
  readonly isAlone: boolean;
}

/** How many replies in the thread these entries came to. */
export function repliesOf(entries: readonly TimelineEntry[], reached: Reached): number {
  const told = toldOf(entries, reached);
  let replies = 0;
  let inLast = 0;
  for (const [index, entry] of told.entries()) {
    const isMore = inLast < AT_MOST && areTogether(told[index - 1], entry);
    inLast = isMore ? inLast + 1 : 1;
    if (!isMore) replies += 1;
  }
  return replies;
}

function toldOf(
  entries: readonly TimelineEntry[],
  { card, cardAt, cursor }: Reached,
): readonly Told[] {
  if (!card) return [];
  return entries
    .filter(({ seq, thread }) => thread && seq <= cursor)
    .map(({ at, what }) => ({ since: Math.max(at, cardAt), isAlone: ALONE.includes(what.kind) }));
}

function areTogether(before: Told | undefined, next: Told): boolean {
  if (!before || before.isAlone || next.isAlone) return false;
  return next.since - before.since < TOGETHER;
}
