import type { Delivery } from '../../domain/delivery.ts';
import { between, type Instant, seconds } from '../../domain/time.ts';

/** How long a process has a delivery for one step, where several deliver: longer than Slack is waited for. */
export const LEASE = seconds(15);

/** What Slack has not answered within this is given up. */
const ANSWERED_WITHIN = seconds(10);

/** Until when a process is at it; null: nobody is. */
export function busyUntil({ lease }: Delivery, now: Instant): Instant | null {
  return lease && lease.until > now ? lease.until : null;
}

/** Whether what is sent now is over, one way or the other, before another process may begin a step. */
export function maySend({ lease }: Delivery, now: Instant): boolean {
  return !lease || between(now, lease.until) >= ANSWERED_WITHIN;
}
