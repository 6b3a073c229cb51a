import type { IncidentId } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';
import type { Comparison } from './compare.ts';
import type { Posts, ReplayResult } from './result.ts';
import { messagesOf, NO_POSTS, sumOf } from './tally.ts';

/** A number on both sides. */
export interface Pair {
  readonly old: number;
  readonly fresh: number;
}

/** Two configurations over the same recordings, with how they differ. */
export interface Sides {
  readonly old: ReplayResult;
  readonly fresh: ReplayResult;
  readonly comparison: Comparison;
  /** Cards that people really got in that time; null: not known. */
  readonly reallyTold: number | null;
  /** The numbers of real incidents. */
  readonly numbers: ReadonlyMap<IncidentId, number>;
}

/** The posts of both sides. */
export interface PostsOfBoth {
  readonly old: Posts;
  readonly fresh: Posts;
}

/** All posts of both sides. */
export function totalsOf({ old, fresh }: Pick<Sides, 'old' | 'fresh'>): PostsOfBoth {
  return { old: sumOf(old.posts), fresh: sumOf(fresh.posts) };
}

/** The posts of both sides by channel, the fullest first. */
export function channelsOf(sides: Sides): readonly (PostsOfBoth & { readonly channel: string })[] {
  const { old, fresh } = sides;
  const names = new Set([...old.posts, ...fresh.posts].map(({ channel }) => channel));
  const of = ({ posts }: ReplayResult, name: string) =>
    sumOf(posts.filter(({ channel }) => channel === name));
  return [...names]
    .map((channel) => ({ channel, old: of(old, channel), fresh: of(fresh, channel) }))
    .sort((a, b) => fullness(b) - fullness(a) || (a.channel < b.channel ? -1 : 1));
}

/** The posts of both sides by channel and hour, the earliest first. */
export function hoursOf({
  old,
  fresh,
}: Sides): readonly (PostsOfBoth & { readonly channel: string; readonly hour: Instant })[] {
  const found = new Map<string, { channel: string; hour: Instant; old: Posts; fresh: Posts }>();
  for (const side of ['old', 'fresh'] as const) {
    for (const { channel, hour, ...posts } of { old, fresh }[side].posts) {
      const name = `${hour} ${channel}`;
      const known = found.get(name) ?? { channel, hour, old: NO_POSTS, fresh: NO_POSTS };
      found.set(name, { ...known, [side]: posts });
    }
  }
  return [...found.values()].sort((a, b) => a.hour - b.hour || (a.channel < b.channel ? -1 : 1));
}

/** The messages of both sides together: what is worth being shown first. */
export function fullness({ old, fresh }: PostsOfBoth): number {
  return messagesOf(old) + messagesOf(fresh);
}

/** Whether the old side is so far from what really happened that people should know. */
export function isFarFromReality(sides: Sides): boolean {
  if (sides.reallyTold === null) return false;
  const { cards } = totalsOf(sides).old;
  return Math.abs(cards - sides.reallyTold) > Math.max(2, sides.reallyTold / 10);
}

/** The numbers of the real incidents behind a difference, in order. */
export function numbersOf(
  { numbers }: Pick<Sides, 'numbers'>,
  recordedAs: ReadonlySet<IncidentId>,
): readonly number[] {
  const found = [...recordedAs].flatMap((id) => numbers.get(id) ?? []);
  return found.sort((a, b) => a - b);
}
