import type { ErrorGroup } from '../../../domain/error-group.ts';
import type { Incident } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import { countsUntil, MINUTES } from '../../../engine/errors/counts.ts';
import { sparkline } from '../sparkline.ts';
import { capital, count, figure } from '../words.ts';
import { usersWords } from './facts.ts';

/** How often an error came lately, and whom it struck. */
export interface Hour {
  /** Ten bars of six minutes each. */
  readonly bars: string;
  readonly count: number;
  /** What the bars say, for those who see none; empty where there is too little to say. */
  readonly trend: string;
  /** In all, where that is more than in the hour; else null. */
  readonly inAll: number | null;
  /** Distinct ones in all, in words; empty: none is known. */
  readonly users: string;
}

/** Of fewer, no trend can be told. */
const TELLING = 20;
const GROWTH = 1.5;
/** So many of the ten stretches are what happens now. */
const RECENT = 3;

/** The last hour of an error group. */
export function hourOf(group: ErrorGroup, { error }: Pick<Incident, 'error'>, now: Instant): Hour {
  const counts = countsUntil(group.minutes, now, MINUTES);
  const sum = counts.reduce((all, each) => all + each, 0);
  // All that was ever counted came in this hour: what is usual nobody knows.
  const inAll = group.events > sum ? group.events : null;
  const trend = inAll === null ? '' : trendOf(counts, sum);
  return {
    bars: sparkline(counts),
    count: sum,
    trend: error?.spikingSince ? 'far more than ever' : trend,
    inAll,
    users: usersWords(group),
  };
}

function trendOf(counts: readonly number[], sum: number): string {
  if (sum < TELLING) return '';
  // The last stretch is not over: it can only show that there is more, not that there is less.
  const recent = Math.max(mean(counts.slice(-RECENT)), mean(counts.slice(-RECENT - 1, -1)));
  const before = mean(counts.slice(0, -RECENT - 1));
  if (recent > before * GROWTH) return 'rising';
  return recent * GROWTH < before ? 'falling' : 'steady';
}

function mean(counts: readonly number[]): number {
  return counts.reduce((all, each) => all + each, 0) / Math.max(1, counts.length);
}

/** "1,204 in 1 h, rising", "18 in 1 h, 1,240 in all". */
export function hourWords({ count: sum, trend, inAll }: Hour): string {
  return [
    `${oftenWords(sum)} in 1 h`,
    ...(trend === '' ? [] : [trend]),
    ...(inAll === null ? [] : [`${figure(inAll)} in all`]),
  ].join(', ');
}

function oftenWords(sum: number): string {
  if (sum === 0) return 'none';
  return sum === 1 ? 'once' : figure(sum);
}

/** The same as a sentence, without a full stop: "1,204 times in the last hour and rising, 212 users". */
export function hourSentence({ count: sum, trend, inAll, users }: Hour): string {
  const often = `${sum > 1 ? count(sum, 'time') : capital(oftenWords(sum))} in the last hour`;
  const how = trend.includes(' ') ? `, ${trend}` : ` and ${trend}`;
  return [
    trend === '' ? often : `${often}${how}`,
    ...(inAll === null ? [] : [`${figure(inAll)} in all`]),
    ...(users === '' ? [] : [users]),
  ].join(', ');
}
