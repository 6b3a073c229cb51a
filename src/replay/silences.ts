import { NOTHING_HIDDEN, type Silence } from '../domain/silence.ts';
import type { Instant } from '../domain/time.ts';

/** Silences as they came to be in the end, each of which begins to exist with its start. Time never goes back. */
export class Silences {
  readonly #byId: Map<string, Silence>;
  #live: readonly Silence[] = [];
  /** Until when the list of live ones stands. */
  #until = Number.NEGATIVE_INFINITY;

  constructor(silences: readonly Silence[]) {
    this.#byId = new Map(silences.map((silence) => [silence.id, asNew(silence)]));
  }

  find(id: string): Silence | undefined {
    return this.#byId.get(id);
  }

  all(): Iterable<Silence> {
    return this.#byId.values();
  }

  /** Counts what it hid; its times stay. */
  put(silence: Silence): void {
    this.#byId.set(silence.id, silence);
    this.#live = this.#live.map((live) => (live.id === silence.id ? silence : live));
  }

  /** Those that have begun and not ended. */
  at(now: Instant): readonly Silence[] {
    if (now >= this.#until) this.#look(now);
    return this.#live;
  }

  #look(now: Instant): void {
    const live: Silence[] = [];
    this.#until = Number.POSITIVE_INFINITY;
    for (const silence of this.#byId.values()) {
      const { startsAt, endsAt } = silence;
      if (endsAt <= now) continue;
      if (startsAt <= now) live.push(silence);
      this.#until = Math.min(this.#until, startsAt > now ? startsAt : endsAt);
    }
    this.#live = live;
  }
}

/** It has hidden nothing yet, and nobody is to be told of its end. */
function asNew(silence: Silence): Silence {
  return { ...silence, updatedAt: silence.startsAt, home: null, hid: NOTHING_HIDDEN };
}
