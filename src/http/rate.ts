import type { Rate } from '../config/settings.ts';
import { type Duration, duration, type Instant } from '../domain/time.ts';

/**
 * What a source has used up of its rate and not yet regained, at a time. In alerts times the rate's period, since that stays
 * a whole number and is exact.
 */
export interface Usage {
  readonly spent: number;
  readonly at: Instant;
}

/** Whether something may pass: the usage after it, and how long to wait first; null: not at all. */
export interface Admission {
  readonly usage: Usage;
  readonly wait: Duration | null;
}

/** What is there to be admitted, and when. */
interface Wish {
  readonly alerts: number;
  readonly now: Instant;
}

/**
 * A bucket that holds as many alerts as may come in one period, and fills at that rate. More than it holds passes when it is
 * full, or could never come, and is paid back by the time until the next.
 */
export function admit(usage: Usage | undefined, rate: Rate, { alerts, now }: Wish): Admission {
  const spent = spentBy(usage, rate, now);
  const needed = Math.min(alerts, rate.count) * rate.per;
  const excess = spent + needed - rate.count * rate.per;
  if (alerts > 0 && excess > 0) {
    return { usage: { spent, at: now }, wait: duration(Math.ceil(excess / rate.count)) };
  }
  return { usage: { spent: spent + alerts * rate.per, at: now }, wait: null };
}

/** Which part of a rate is used up: 0 is nothing, 1 all of it. */
export function loadOf(usage: Usage | undefined, rate: Rate, now: Instant): number {
  return spentBy(usage, rate, now) / (rate.count * rate.per);
}

function spentBy(usage: Usage | undefined, { count }: Rate, now: Instant): number {
  if (!usage) return 0;
  // A clock that is set back gives nothing, and takes nothing.
  const passed = Math.max(0, now - usage.at);
  return Math.max(0, usage.spent - passed * count);
}
