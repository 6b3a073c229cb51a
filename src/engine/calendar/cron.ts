import { Cron } from 'croner';
import type { Window } from '../../domain/calendar.ts';
import { type Instant, instant, plus } from '../../domain/time.ts';

/** A window that opens again and again. */
export type CronWindow = Extract<Window, { type: 'cron' }>;

/** A time during which a window is open without a break. */
export interface Span {
  readonly start: Instant;
  readonly end: Instant;
  /** Whether it is known to close at its end: runs that touch each other without end are followed for a while only. */
  readonly closes: boolean;
}

// Enough for some hours of a window that opens every minute.
const RUNS_AHEAD = 300;

/** Why the text is no cron expression of five fields, as a sentence. */
export function faultOfCron(text: string): string | undefined {
  try {
    schedule(text, 'UTC');
    return undefined;
  } catch (error) {
    const detail =
      error instanceof Error ? error.message.replace(/^CronPattern: |\.$/g, '') : 'unknown';
    return `${JSON.stringify(text)} is not a cron expression (${detail}). Write five fields, such as "0 2 * * 0" for Sundays at 02:00`;
  }
}

interface Known {
  readonly cron: Cron;
  /** From when on the span is the first that ends later. */
  readonly from: Instant;
  readonly span: Span | null;
}

// By what it says, since a window that was read from a store is another object each time.
const latest = new Map<string, Known>();
const WINDOWS_KNOWN = 1_000;

/** The first span that ends after the moment: the window is open where the span has begun. Null: it never opens again. */
export function spanAfter(window: CronWindow, at: Instant): Span | null {
  const key = `${window.cron} for ${window.duration} in ${window.timezone}`;
  const known = latest.get(key);
  if (known && known.from <= at && (known.span === null || at < known.span.end)) return known.span;
  const cron = known?.cron ?? schedule(window.cron, window.timezone);
  const span = findSpan(cron, window, at);
  if (latest.size >= WINDOWS_KNOWN) latest.clear();
  latest.set(key, { cron, from: at, span });
  return span;
}

/** A run in the hour that clocks skip happens when they have been put forward; in the hour that they repeat, once. */
function schedule(cron: string, timezone: string): Cron {
  return new Cron(cron, { timezone, mode: '5-part', fixedTimeRule: 'no-wildcard' });
}

function findSpan(cron: Cron, { duration }: CronWindow, at: Instant): Span | null {
  const start = runAfter(cron, at - duration);
  if (start === null) return null;
  let end = plus(start, duration);
  let run = start;
  for (let count = 0; count < RUNS_AHEAD; count++) {
    const next = runAfter(cron, run);
    if (next === null || next > end) return { start, end, closes: true };
    run = next;
    end = plus(run, duration);
  }
  return { start, end, closes: false };
}

function runAfter(cron: Cron, at: number): Instant | null {
  const run = cron.nextRun(new Date(at));
  return run ? instant(run.getTime()) : null;
}
