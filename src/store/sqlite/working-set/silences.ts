import type { Silence } from '../../../domain/silence.ts';
import { type Instant, instant } from '../../../domain/time.ts';
import type { SilenceRows } from '../rows/silences.ts';

/** The silences that have not ended; others are looked up one by one. */
export class Silences {
  readonly #rows: SilenceRows;
  #unsaved = new Map<string, Silence>();
  #current = new Map<string, Silence>();
  /** Since when `#current` is whole; later than any time while nothing was loaded. */
  #from = instant(Number.POSITIVE_INFINITY);

  constructor(rows: SilenceRows) {
    this.#rows = rows;
  }

  find(id: string): Silence | undefined {
    return this.#unsaved.get(id) ?? this.#current.get(id) ?? this.#rows.byId(id);
  }

  /** Those that have not ended at `now`. */
  at(now: Instant): readonly Silence[] {
    if (now < this.#from) this.#load(now);
    for (const { id, endsAt } of this.#current.values()) {
      if (endsAt <= now) this.#current.delete(id);
    }
    this.#from = now;
    return [...this.#current.values()];
  }

  put(silence: Silence): void {
    this.#current.set(silence.id, silence);
    this.#unsaved.set(silence.id, silence);
  }

  /** Takes note that they were deleted. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#current.delete(id);
  }

  get isSaved(): boolean {
    return this.#unsaved.size === 0;
  }

  save(): void {
    for (const silence of this.#unsaved.values()) this.#rows.save(silence);
    this.#unsaved = new Map();
  }

  #load(now: Instant): void {
    const stored = this.#rows.endingAfter(now);
    this.#current = new Map(
      [...stored, ...this.#unsaved.values()].map((silence) => [silence.id, silence]),
    );
  }
}
