import { type Instant, days as lastingDays } from '../domain/time.ts';
import type { Span } from '../replay/result.ts';
import { isIn } from './figures.ts';

const DAY = lastingDays(1);

/** Counts cards by day; where clocks are changed, the last day is an hour longer or shorter than others. */
export class Days {
  readonly #span: Span;
  readonly #counts: number[];

  constructor(span: Span) {
    this.#span = span;
    const length = Math.max(1, Math.round((span.to - span.from) / DAY));
    this.#counts = Array.from({ length }, () => 0);
  }

  card(toldAt: Instant | null): void {
    if (!isIn(this.#span, toldAt)) return;
    const day = Math.floor((toldAt - this.#span.from) / DAY);
    const last = this.#counts.length - 1;
    const place = Math.min(day, last);
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
  }

  /** The oldest day first. */
  result(): readonly number[] {
    return this.#counts;
  }
}
