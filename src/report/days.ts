import { type Instant, instant, days as lastingDays } from '../domain/time.ts';
import { offsetAt } from '../engine/calendar/wall.ts';
import type { Span } from '../replay/result.ts';
import { isIn } from './figures.ts';

const DAY = lastingDays(1);

/** Counts cards by the calendar days of a time zone, of which the first and the last may be in part. */
export class Days {
  readonly #span: Span;
  readonly #timezone: string;
  readonly #first: number;
  readonly #counts: number[];

  constructor(span: Span, timezone: string) {
    this.#span = span;
    this.#timezone = timezone;
    this.#first = this.#dayOf(span.from);
    const last = this.#dayOf(instant(Math.max(span.from, span.to - 1)));
    this.#counts = Array.from({ length: last - this.#first + 1 }, () => 0);
  }

  card(toldAt: Instant | null): void {
    if (!isIn(this.#span, toldAt)) return;
    const place = this.#dayOf(toldAt) - this.#first;
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
  }

  /** The oldest day first. */
  result(): readonly number[] {
    return this.#counts;
  }

  /** Counted from any day on. */
  #dayOf(at: Instant): number {
    return Math.floor((at + offsetAt(this.#timezone, at)) / DAY);
  }
}
