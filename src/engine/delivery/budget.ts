import {
  type Duration,
  duration,
  type Instant,
  instant,
  plus,
  seconds,
} from '../../domain/time.ts';

/** How often something may be done: `burst` at once, then one every `every`. */
export interface Limit {
  readonly burst: number;
  readonly every: Duration;
}

/** Slack takes about one message a second a channel with short bursts, and 50 updates or look-ups a minute. */
export const LIMITS = {
  post: { burst: 4, every: seconds(1.05) },
  update: { burst: 20, every: seconds(1) },
  history: { burst: 10, every: seconds(1.5) },
} as const satisfies Record<string, Limit>;

export type Purpose = keyof typeof LIMITS;

/** How much of one limit is spent: as the time at which it would be whole again. */
export interface Spent {
  readonly wholeAt: Instant;
  /** Slack said: not before then. */
  readonly closedUntil: Instant;
}

/** Nothing was spent yet. */
export const UNSPENT: Spent = { wholeAt: instant(0), closedUntil: instant(0) };

/** When the next one may be done: in the past, or now, means at once. */
export function freeAt(spent: Spent, limit: Limit): Instant {
  const room = duration(limit.every * (limit.burst - 1));
  return instant(Math.max(spent.wholeAt - room, spent.closedUntil));
}

/** After doing one now. */
export function spend(spent: Spent, limit: Limit, now: Instant): Spent {
  return { ...spent, wholeAt: plus(instant(Math.max(spent.wholeAt, now)), limit.every) };
}

/** After Slack said to wait. */
export function close(spent: Spent, until: Instant): Spent {
  return { ...spent, closedUntil: instant(Math.max(spent.closedUntil, until)) };
}
