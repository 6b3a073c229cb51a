import { LIMITS } from '../../../src/engine/delivery/budget.ts';
import type { Evidence, Post } from '../evidence.ts';

/** What our own sending is held to, and how far it may be off. */
export const ALLOWED = {
  burst: LIMITS.post.burst,
  every: LIMITS.post.every,
  /** Calls that were sent in time may arrive together. */
  jitter: 1,
  /** One post more where a person waits for the card. */
  forced: 1,
  /** After a pause a process sends what it had in hand. */
  paused: 1,
} as const;

/** The fullest stretch of a channel: how many posts more than the budget gives. */
export interface Fullest {
  readonly channel: string;
  readonly over: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly allowed: number;
}

/** For each channel the stretch in which most was sent, against what was allowed there. */
export function fullest(evidence: Evidence): readonly Fullest[] {
  const channels = new Map<string, Post[]>();
  // What has no key answers one person who asked, and is no delivery.
  for (const post of evidence.posts.filter(({ key }) => key !== '')) {
    channels.set(post.channel, [...(channels.get(post.channel) ?? []), post]);
  }
  return [...channels].flatMap(([channel, posts]) => fullestOf(channel, posts, evidence));
}

/** Every stretch from one post to another; posts are few enough to look at those of some minutes. */
const LONGEST = 60_000;

function fullestOf(
  channel: string,
  posts: readonly Post[],
  evidence: Evidence,
): readonly Fullest[] {
  const times = posts.map(({ at }) => at).sort((a, b) => a - b);
  const stretches = times.flatMap((from, first) =>
    times
      .slice(first + 1)
      .filter((to) => to - from <= LONGEST)
      .map((to, place): Fullest => {
        const [count, allowed] = [place + 2, allowedIn(from, to, evidence)];
        return { channel, from, to, count, allowed, over: count - allowed };
      }),
  );
  const [first, ...rest] = stretches;
  return first
    ? [rest.reduce((worst, each) => (each.over > worst.over ? each : worst), first)]
    : [];
}

function allowedIn(from: number, to: number, { presses, deeds, starts, alone }: Evidence): number {
  const { burst, every, jitter, forced, paused } = ALLOWED;
  const isPressed = presses.some((at) => at >= from - every && at <= to);
  const wakes = deeds.filter(
    (deed) => deed.kind === 'pause bot' && deed.to >= from - every && deed.to <= to,
  ).length;
  // A single process remembers nothing of what it spent before it was killed.
  const reborn = alone ? starts.filter(({ at }) => at >= from - every && at <= to).length : 0;
  const base = burst + Math.floor((to - from) / every) + jitter;
  return base + (isPressed ? forced : 0) + wakes * paused + reborn * burst;
}

/** What is wrong with how much was sent. */
export function budgetFaults(evidence: Evidence): readonly string[] {
  return fullest(evidence)
    .filter(({ over }) => over > 0)
    .map(({ channel, from, to, count, allowed }) => {
      const span = ((to - from) / 1_000).toFixed(2);
      const when = new Date(from).toISOString();
      return `${channel} was sent ${count} posts within ${span} s, and ${allowed} are allowed (from ${when}).`;
    });
}
