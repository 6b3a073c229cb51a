import { type Duration, duration } from '../domain/time.ts';

/** The one in the middle, or between the two that are; null: there is none. */
export function median(lengths: readonly Duration[]): Duration | null {
  const sorted = [...lengths].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (below === undefined || above === undefined) return null;
  return duration(Math.round((below + above) / 2));
}
