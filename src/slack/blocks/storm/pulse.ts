import type { Storm } from '../../../domain/storm.ts';
import { between, type Instant } from '../../../domain/time.ts';
import { sparkline } from '../sparkline.ts';

/** How a storm goes on, in numbers that stay true when time goes on. */
export interface Pulse {
  readonly bars: string;
  /** New incidents in the last minute that is over. */
  readonly last: number;
  /** In the worst minute. */
  readonly peak: number;
  readonly trend: 'growing' | 'steady' | 'calming';
}

/** As many bars as fit on a phone. */
const SHOWN = 20;
const MINUTE = 60_000;
/** In minutes; longer is not counted. */
const DAY = 24 * 60;

/** The pulse of a storm that is older than a minute. */
export function pulseOf(storm: Storm, now: Instant): Pulse {
  const minutes = minutesOf(storm, now);
  const current = minutes.at(-1) ?? 0;
  const last = minutes.at(-2) ?? current;
  const before = minutes.at(-3) ?? last;
  return {
    bars: sparkline(minutes.slice(-SHOWN)),
    last,
    peak: Math.max(...minutes),
    trend: trendOf(current, last, before),
  };
}

/** Minutes in which nothing new came since the last one have no count yet. */
function minutesOf({ perMinute, startedAt }: Storm, now: Instant): readonly number[] {
  const begun = Math.min(Math.floor(between(startedAt, now) / MINUTE) + 1, DAY);
  const missing = Math.max(0, begun - perMinute.length);
  return [...perMinute, ...Array<number>(missing).fill(0)];
}

function trendOf(current: number, last: number, before: number): Pulse['trend'] {
  // The current minute is not over: it can only show that there is more, not that there is less.
  if (current > last || last > before * 1.25) return 'growing';
  return last === 0 || last < before * 0.75 ? 'calming' : 'steady';
}
