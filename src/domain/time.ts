/** Milliseconds since the Unix epoch, UTC. Only the outside of the program reads the real clock. */
export type Instant = number & { readonly __brand: 'Instant' };

/** A length of time in milliseconds. */
export type Duration = number & { readonly __brand: 'Duration' };

/** An instant from milliseconds since the epoch. */
export const instant = (ms: number): Instant => ms as Instant;

/** A duration from milliseconds. */
export const duration = (ms: number): Duration => ms as Duration;

export const seconds = (n: number): Duration => duration(n * 1_000);
export const minutes = (n: number): Duration => duration(n * 60_000);
export const hours = (n: number): Duration => duration(n * 3_600_000);
export const days = (n: number): Duration => duration(n * 86_400_000);

/** The instant `by` after `at`. */
export const plus = (at: Instant, by: Duration): Instant => instant(at + by);

/** How long after `from` the instant `to` is; negative when it is before. */
export const between = (from: Instant, to: Instant): Duration => duration(to - from);

/** The later of two instants. */
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const DURATION = /^(\d{1,9}(?:[smhdw]))+$/;

/** Reads `90s`, `15m`, `4h`, `2d`, `1w` or a sum such as `1h30m`; anything else is undefined. */
export function parseDuration(text: string): Duration | undefined {
  if (!DURATION.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)([smhdw])/g)) {
    total += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  }
  return total > 0 && total <= 10 * 365 * 86_400_000 ? duration(total) : undefined;
}

const WRITTEN_UNITS = ['d', 'h', 'm', 's'] as const;

/** A duration as people and Prometheus write it, and as `parseDuration` reads it: `1h30m`; what is below a second in `ms`. */
export function formatDuration(length: Duration): string {
  let rest: number = length;
  let text = '';
  for (const unit of WRITTEN_UNITS) {
    const size = UNITS[unit] ?? 1;
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return rest > 0 ? `${text}${rest}ms` : text || '0s';
}
