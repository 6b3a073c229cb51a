import type { Window } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/time.ts';
import { type CronWindow, spanAfter } from './cron.ts';

/** Whether the planned work takes place at the moment. */
export function isOpen(window: Window, at: Instant): boolean {
  if (window.type === 'once') return window.startsAt <= at && at < window.endsAt;
  const span = spanAfter(window, at);
  return span !== null && span.start <= at;
}

/** When the window that is open at the moment closes; null where it is not open, or open without an end in sight. */
export function closingOf(window: Window, at: Instant): Instant | null {
  if (window.type === 'once') return isOpen(window, at) ? window.endsAt : null;
  const span = spanAfter(window, at);
  return span !== null && span.start <= at && span.closes ? span.end : null;
}

/** When the window opens next after the moment; null where it never does, or is open without an end in sight. */
export function nextOpening(window: Window, from: Instant): Instant | null {
  if (window.type === 'once') {
    return window.startsAt > from && window.startsAt < window.endsAt ? window.startsAt : null;
  }
  return nextStart(window, from);
}

/** The next moment at which the window may open or close, never too late; null where it has none left. */
export function nextChangeOfWindow(window: Window, from: Instant): Instant | null {
  if (window.type === 'once') {
    return [window.startsAt, window.endsAt].find((change) => change > from) ?? null;
  }
  const span = spanAfter(window, from);
  if (span === null) return null;
  return span.start > from ? span.start : span.end;
}

function nextStart(window: CronWindow, from: Instant): Instant | null {
  const span = spanAfter(window, from);
  if (span === null || span.start > from) return span?.start ?? null;
  return span.closes ? (spanAfter(window, span.end)?.start ?? null) : null;
}
