import { type Duration, formatDuration } from './time.ts';

/** How much may come in how long. */
export interface Limit {
  readonly count: number;
  readonly per: Duration;
}

const PERIODS: ReadonlyMap<number, string> = new Map([
  [1_000, 'a second'],
  [60_000, 'a minute'],
  [3_600_000, 'an hour'],
]);

/** A limit of alerts in words: `100 alerts a second`. */
export function limitText({ count, per }: Limit): string {
  const alerts = `${count} alert${count === 1 ? '' : 's'}`;
  return `${alerts} ${PERIODS.get(per) ?? `in ${formatDuration(per)}`}`;
}
