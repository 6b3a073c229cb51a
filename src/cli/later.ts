import type { Duration } from '../domain/time.ts';

/** Does something so much later, by the timers of this process; what it answers calls that off. */
export function later(wait: Duration, action: () => void): () => void {
  const timer = setTimeout(action, wait);
  return () => clearTimeout(timer);
}
