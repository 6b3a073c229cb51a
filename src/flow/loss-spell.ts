import type { Limit } from '../domain/limit.ts';
import type { LossContent, LossNotice } from '../domain/notice.ts';
import { hours, type Instant, later, minutes, plus } from '../domain/time.ts';

/** So long a loss is watched before it is told, so that it can be said how much it is. */
export const WATCHED = minutes(1);
/** A source that loses nothing for so long has no more losses: the next one is told anew. */
const QUIET = hours(1);
/** So often what was lost is added to what is told, for other processes; well within `QUIET`, by which they take it for over. */
const NOTED_EVERY = minutes(20);
/** So much a source may give up by itself before that is told. */
const SMALL = 20;

/** A time in which a source loses something again and again, as one process sees it. */
export interface Spell {
  readonly source: string;
  readonly since: Instant;
  lastAt: Instant;
  /** What stands in no notice yet. */
  refused: number;
  givenUp: number;
  /** The last that was passed; null: none was. */
  limit: Limit | null;
  /** What was told, by whichever process; null: nothing yet. */
  told: LossNotice | null;
  /** When that was written or read. */
  notedAt: Instant;
}

/** One that begins. */
export function begun(source: string, now: Instant): Spell {
  const nothing = { refused: 0, givenUp: 0, limit: null, told: null };
  return { source, since: now, lastAt: now, notedAt: now, ...nothing };
}

/** One that was told before this process began. When it lost something last is not known: perhaps just now. */
export function adopted(told: LossNotice, now: Instant): Spell {
  const { source, since, limit } = told.content;
  return { ...begun(source, now), since, limit, told };
}

/** Whether it lost nothing for long. */
export function isOver({ lastAt }: Spell, now: Instant): boolean {
  return now >= plus(lastAt, QUIET);
}

/** Whether it was watched for long enough. */
export function isWatched({ since }: Spell, now: Instant): boolean {
  return now >= plus(since, WATCHED);
}

/** Whether it is much enough. */
export function isWorthTelling({ refused, givenUp }: Spell): boolean {
  return refused > 0 || givenUp >= SMALL;
}

/** Whether something was lost that stands in no notice yet. */
export function isMore({ refused, givenUp }: Spell): boolean {
  return refused + givenUp > 0;
}

/** Whether other processes are to know that it goes on. */
export function isToBeNoted(spell: Spell, now: Instant): boolean {
  return isMore(spell) && now >= plus(spell.notedAt, NOTED_EVERY);
}

/** What is told of it at first. */
export function firstContent(spell: Spell): LossContent {
  const { source, since } = spell;
  const nothing = { since, refused: 0, givenUp: 0, limit: null, until: null };
  return added({ kind: 'losses', source, ...nothing }, spell);
}

/** What was told, with what was lost since. One that was told to be over ends no earlier than this. */
export function added(
  content: LossContent,
  { refused, givenUp, limit, lastAt }: Spell,
): LossContent {
  return {
    ...content,
    refused: content.refused + refused,
    givenUp: content.givenUp + givenUp,
    limit: limit ?? content.limit,
    until: content.until && later(content.until, lastAt),
  };
}

/** Whether nobody added anything. */
export function isSame(a: LossNotice, b: LossNotice): boolean {
  return a.content.refused === b.content.refused && a.content.givenUp === b.content.givenUp;
}

/** The same for processes that begin to lose within a minute, so that they tell it once even if both do at the same time. */
export function idOf({ source, since }: Spell): string {
  return `losses:${source}:${Math.floor(since / WATCHED)}`;
}
