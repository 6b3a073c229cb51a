import type { RateLimit } from './options.ts';

/** Slack's tiers: calls a minute of one method. */
const TIERS = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;

/** A tier of Slack's. */
export type Tier = keyof typeof TIERS;

/** Counts calls against Slack's limits. */
export interface RateLimits {
  /** Seconds to wait, or 0: the call is counted and may go on. */
  wait(call: { method: string; tier: Tier | undefined; channel: string | undefined }): number;
  /** Other limits from now on. */
  change(limit: RateLimit): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** The limits of one workspace; none where nothing is set. */
export function createRateLimits(now: () => number, initial: RateLimit): RateLimits {
  const buckets = new Map<string, Bucket>();
  let limit = initial;
  return { wait, change };

  function change(next: RateLimit): void {
    limit = next;
    buckets.clear();
  }

  function wait(call: Parameters<RateLimits['wait']>[0]): number {
    const perMinute = limit.perMinute?.[call.method] ?? tierOf(call.tier);
    const byMethod = perMinute === undefined ? 0 : take(call.method, perMinute / 60, perMinute);
    return byMethod > 0 ? byMethod : byChannel(call);
  }

  function tierOf(tier: Tier | undefined): number | undefined {
    return limit.tiers && tier !== undefined ? TIERS[tier] : undefined;
  }

  function byChannel({ method, channel }: Parameters<RateLimits['wait']>[0]): number {
    if (method !== 'chat.postMessage' || limit.postsPerSecond === undefined) return 0;
    return take(`posts in ${channel ?? ''}`, limit.postsPerSecond, limit.burst ?? 1);
  }

  function take(name: string, perSecond: number, most: number): number {
    const bucket = buckets.get(name) ?? { tokens: most, at: now() };
    buckets.set(name, bucket);
    const earned = (Math.max(0, now() - bucket.at) / 1000) * perSecond;
    bucket.tokens = Math.min(most, bucket.tokens + earned);
    bucket.at = now();
    if (bucket.tokens < 1 - 1e-9) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    bucket.tokens -= 1;
    return 0;
  }
}
