import { type Incident, RATE_WINDOW, type Rate } from '../domain/incident.ts';
import { type Instant, plus } from '../domain/time.ts';

/** Nothing was counted yet. */
export const startOfRate = (at: Instant): Rate => ({ since: at, count: 0, before: 0 });

/** One more firing. */
export function rated({ since, count, before }: Rate, at: Instant): Rate {
  const end = plus(since, RATE_WINDOW);
  if (at < end) return { since, count: count + 1, before };
  if (at < plus(end, RATE_WINDOW)) return { since: end, count: 1, before: count };
  return { since: at, count: 1, before: 0 };
}

/** What the rate must go above to be so many times what it is. */
export function manyTimes({ rate }: Incident, times: number): number {
  return times * Math.max(rate.count, rate.before, 1);
}
