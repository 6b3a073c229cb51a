import { type Instant, instant } from '../domain/time.ts';
import type { HourOfPosts, Posts, Span } from './result.ts';

const HOUR = 3_600_000;

/** Counts posts by channel and hour. */
export class Tally {
  readonly #span: Span;
  readonly #hours = new Map<
    string,
    Map<number, { -readonly [K in keyof HourOfPosts]: HourOfPosts[K] }>
  >();

  constructor(span: Span) {
    this.#span = span;
  }

  /** Whether this time is counted. */
  counts(at: Instant): boolean {
    return at >= this.#span.from && at < this.#span.to;
  }

  add(what: keyof Posts, channel: string, at: Instant): void {
    if (this.counts(at)) this.#hourOf(channel, instant(at - (at % HOUR)))[what] += 1;
  }

  /** The earliest first, then by channel. */
  hours(): readonly HourOfPosts[] {
    const hours = [...this.#hours.values()].flatMap((channel) => [...channel.values()]);
    return hours.sort((a, b) => a.hour - b.hour || (a.channel < b.channel ? -1 : 1));
  }

  #hourOf(channel: string, hour: Instant) {
    const hours = this.#hours.get(channel) ?? new Map();
    this.#hours.set(channel, hours);
    const known = hours.get(hour);
    if (known) return known;
    const fresh = { channel, hour, ...NO_POSTS };
    hours.set(hour, fresh);
    return fresh;
  }
}

/** Nothing was posted. */
export const NO_POSTS: Posts = { cards: 0, entries: 0, calls: 0, storms: 0, stormReplies: 0 };

/** Both together. */
export function sumOf(posts: readonly Posts[]): Posts {
  return posts.reduce(
    (sum, each) => ({
      cards: sum.cards + each.cards,
      entries: sum.entries + each.entries,
      calls: sum.calls + each.calls,
      storms: sum.storms + each.storms,
      stormReplies: sum.stormReplies + each.stormReplies,
    }),
    NO_POSTS,
  );
}

/** How many messages these are together. */
export function messagesOf({ cards, entries, calls, storms, stormReplies }: Posts): number {
  return cards + entries + calls + storms + stormReplies;
}
