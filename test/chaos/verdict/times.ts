import type { Deed, Evidence, Stretch } from '../evidence.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether the two have a moment in common; ends may be as far apart as `slack`. */
export function overlaps(a: Span, b: Span, slack = 0): boolean {
  return a.from <= b.to + slack && b.from <= a.to + slack;
}

/** How long, within this time, any of them went on. */
export function covered(within: Span, spans: readonly Span[]): number {
  let sum = 0;
  let end = within.from;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const start = Math.max(from, end);
    const stop = Math.min(to, within.to);
    if (stop > start) sum += stop - start;
    end = Math.max(end, Math.min(to, within.to));
  }
  return sum;
}

/** Stretches of the run in which nobody could have deleted anything: Slack or the database was away. */
export function outages({ deeds, stretches }: Evidence): readonly Span[] {
  const away = deeds.filter(({ kind }) => kind === 'kill postgres');
  return [...away, ...stretches].map(({ from, to }: Deed | Stretch) => ({ from, to }));
}

/** When a message came to be, by its `ts`. */
export function timeOf(ts: string): number {
  return Number(ts) * 1_000;
}

/** The value below which this part of them lies; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
