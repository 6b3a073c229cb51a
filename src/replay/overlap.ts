import type { Instant } from '../domain/time.ts';
import type { Period } from './result.ts';

/** Finds the periods that overlap with one after the other, each asked for no earlier than the one before. */
export function overlapsWith(periods: readonly Period[]): (period: Period) => readonly Period[] {
  let start = 0;
  return ({ from, to }) => {
    while (endsBefore(periods[start], from)) start += 1;
    const end = to === null ? periods.length : firstAfter(periods, to, start);
    return periods.slice(start, end).filter((period) => !endsBefore(period, from));
  };
}

function endsBefore(period: Period | undefined, at: Instant): boolean {
  return period !== undefined && period.to !== null && period.to < at;
}

function firstAfter(periods: readonly Period[], at: Instant, start: number): number {
  let index = start;
  while ((periods[index]?.from ?? Number.POSITIVE_INFINITY) <= at) index += 1;
  return index;
}
