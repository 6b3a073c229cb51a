import type { Clock } from '../clock.ts';
import { type Instant, minutes, plus } from '../domain/time.ts';

/** What comes in crowds is told of once in so long. */
const ONCE_IN = minutes(1);

interface Seen {
  toldAt: Instant;
  /** Came since it was told. */
  count: number;
}

/** Says of things that come again and again when to tell of them. */
export interface Seldom {
  /** It came: how many did since it was told of last, itself included; null: it is not to be told of now. */
  came(what: string): number | null;
  /** Whether it is remembered. */
  has(what: string): boolean;
  /** How many are remembered. */
  count(): number;
}

/** Has each thing told of when it comes, and then once a minute. */
export function seldom(clock: Pick<Clock, 'now'>): Seldom {
  const seen = new Map<string, Seen>();
  return {
    came(what) {
      const now = clock.now();
      forgetOld(seen, now);
      const one = seen.get(what);
      if (one && now < plus(one.toldAt, ONCE_IN)) {
        one.count += 1;
        return null;
      }
      seen.set(what, { toldAt: now, count: 0 });
      return (one?.count ?? 0) + 1;
    },
    has: (what) => seen.has(what),
    count: () => seen.size,
  };
}

/** What was told, and was still since. */
function forgetOld(seen: Map<string, Seen>, now: Instant): void {
  for (const [what, { toldAt, count }] of seen) {
    const isOld = now >= plus(toldAt, ONCE_IN);
    if (isOld && count === 0) seen.delete(what);
  }
}
