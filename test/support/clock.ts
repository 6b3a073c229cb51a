import type { Clock } from '../../src/clock.ts';
import {
  type Duration,
  type Instant,
  instant,
  parseDuration,
  plus,
} from '../../src/domain/time.ts';

/** When simulated time begins: 2026-02-10, 14:02 UTC. */
export const NOON: Instant = instant(Date.UTC(2026, 1, 10, 14, 2));

/** Time that passes only when it is told to, and never backwards. */
export interface SimulatedClock extends Clock {
  /** Lets so much time pass: `'90s'`, `'4h'`. */
  advance(by: string | Duration): void;
  /** Lets time pass until then. */
  moveTo(at: Instant): void;
}

/** A clock that stands still, with ids 1, 2, 3 … */
export function simulatedClock(start: Instant = NOON): SimulatedClock {
  let now = start;
  let ids = 0;
  const moveTo = (at: Instant) => {
    if (at < now) throw new Error(`Time cannot go back by ${now - at} ms.`);
    now = at;
  };
  return {
    now: () => now,
    newId: () => {
      ids += 1;
      return `id${String(ids).padStart(6, '0')}`;
    },
    advance: (by) => moveTo(plus(now, lasting(by))),
    moveTo,
  };
}

/** A duration as people write it. */
export function lasting(text: string | Duration): Duration {
  const length = typeof text === 'string' ? parseDuration(text) : text;
  if (length === undefined) throw new Error(`"${text}" is not a duration.`);
  return length;
}
